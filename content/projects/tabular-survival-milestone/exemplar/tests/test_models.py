import numpy as np
import pytest
from survival.features import RESERVE, add_reserve, preparation
from survival.models import FAMILIES, SHIPPED, baseline, build
from survival.patients import CATEGORICAL, NUMERIC, split_target
from survival.predict import predict
from survival.train import train


def test_the_reserve_is_what_is_left_to_the_rate_expected_at_that_age(patients):
    patients.loc[0, ["age", "thalch"]] = [60, 140]
    made = add_reserve(patients)
    assert made.loc[0, RESERVE] == 20
    assert RESERVE not in patients


def test_missing_numbers_become_the_median_of_the_training_rows(patients):
    X, _ = split_target(patients)
    prepared = preparation().fit(X)
    probe = X.iloc[[20, 20]].copy()
    probe.iloc[0, X.columns.get_loc("chol")] = np.nan
    probe.iloc[1, X.columns.get_loc("chol")] = X["chol"].median()
    numbers = prepared.transform(probe)[:, : len(NUMERIC) + 1]
    assert np.allclose(numbers[0], numbers[1])


def test_numbers_have_unit_scale_and_gaps_an_indicator(patients):
    X, _ = split_target(patients)
    prepared = preparation().fit_transform(X)
    assert np.allclose(prepared[:, : len(NUMERIC)].std(axis=0), 1)
    categories = sum(X[name].nunique() for name in CATEGORICAL)
    assert prepared.shape == (len(X), len(NUMERIC) + 1 + 1 + categories)


def test_a_category_that_was_never_seen_has_no_column(patients):
    X, _ = split_target(patients)
    prepared = preparation().fit(X)
    strange = X.iloc[[0]].copy()
    strange["cp"] = "new"
    assert prepared.transform(X.iloc[[0]]).sum() != prepared.transform(strange).sum()
    assert prepared.transform(strange)[0, -2 * len(CATEGORICAL) :].sum() == len(CATEGORICAL) - 1


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_gives_probabilities_and_the_same_ones_for_one_seed(patients, name):
    X, y = split_target(patients)
    first, again = (build(name, 3).fit(X, y).predict_proba(X)[:, 1] for _ in range(2))
    assert np.array_equal(first, again)
    assert first.min() >= 0 and first.max() <= 1


def test_the_shipped_model_learns_what_the_patients_hold(patients):
    X, y = split_target(patients)
    p = build(SHIPPED, 0).fit(X, y).predict_proba(X)[:, 1]
    assert p[y == 1].mean() > p[y == 0].mean() + 0.2


def test_the_baseline_looks_at_age_and_chest_pain_alone(patients):
    X, y = split_target(patients)
    fitted = baseline().fit(X, y)
    other = X.copy()
    other["thalch"] = 0
    assert np.array_equal(fitted.predict_proba(X), fitted.predict_proba(other))
    other["age"] = X["age"] + 20
    assert not np.array_equal(fitted.predict_proba(X), fitted.predict_proba(other))


def test_predictions_come_in_order_one_for_each_row_whatever_is_beside_it(patients):
    model = train(patients, 0)
    everyone = predict(model, patients)
    assert list(everyone.columns) == ["probability"]
    few = predict(model, patients.iloc[[30, 4]])
    assert np.allclose(few["probability"], everyone["probability"].iloc[[30, 4]])


def test_training_takes_each_patient_once(patients):
    doubled = patients.loc[[*patients.index, *[0] * 40]]
    assert np.allclose(predict(train(doubled, 0), patients), predict(train(patients, 0), patients))
