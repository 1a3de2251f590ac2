import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import roc_auc_score
from survival.evaluation import assign_folds, auroc, belongs, evaluate, interval, name_of, out_of_fold, slices
from survival.models import FAMILIES, build
from survival.patients import CATEGORICAL, NUMERIC, TARGET, split_target


@pytest.fixture(scope="module")
def evaluated():
    patients = made_patients(np.random.default_rng(1))
    return patients, *evaluate(patients, 0)


def made_patients(rng) -> pd.DataFrame:
    made = pd.DataFrame({name: rng.normal(55, 8, 120) for name in NUMERIC})
    for name in CATEGORICAL:
        made[name] = rng.choice(["a", "b"], 120)
    made["sex"] = rng.choice(["Female", "Male"], 120)
    made["clinic"] = rng.choice(["Cleveland", "Hungary"], 120)
    made[TARGET] = (made["oldpeak"] + rng.normal(0, 6, 120) > 55).astype(int)
    return made.loc[[0, *made.index]].reset_index(drop=True)  # the first one twice


def test_folds_are_of_one_size_and_share_and_come_again_with_the_seed():
    y = np.array([0] * 60 + [1] * 40)
    folds = assign_folds(y, 0)
    assert [int(np.sum(folds == k)) for k in range(5)] == [20] * 5
    assert [int(y[folds == k].sum()) for k in range(5)] == [8] * 5
    assert np.array_equal(folds, assign_folds(y, 0)) and not np.array_equal(folds, assign_folds(y, 1))


def test_a_row_is_predicted_by_a_model_that_never_saw_its_fold(patients):
    X, y = split_target(patients)
    folds = assign_folds(y, 0)
    p, scores = out_of_fold(build("logistic", 0), X, y, folds)
    test = folds == 2
    alone = build("logistic", 0).fit(X[~test], y[~test]).predict_proba(X[test])[:, 1]
    assert np.allclose(p[test], alone)
    assert scores[2] == pytest.approx(roc_auc_score(y[test], alone)) and len(scores) == 5


def test_auroc_is_that_of_scikit_learn_with_ties_counted_half():
    y, p = np.array([0, 1, 1, 0, 1, 0]), np.array([0.1, 0.5, 0.5, 0.5, 0.9, 0.3])
    assert auroc(y, p) == pytest.approx(roc_auc_score(y, p), abs=1e-12)
    assert auroc(y, -p) == pytest.approx(1 - auroc(y, p))


def test_an_interval_holds_the_value_and_narrows_with_more_rows():
    rng = np.random.default_rng(0)
    y = np.arange(400) % 2
    p = y * 0.5 + rng.normal(0, 0.5, 400)
    low, high = interval(y, p, 0)
    assert low < roc_auc_score(y, p) < high
    few_low, few_high = interval(y[:50], p[:50], 0)
    assert 1.5 < (few_high - few_low) / (high - low) < 5
    assert 0.05 < high - low < 0.12
    assert interval(np.ones(5), p[:5], 0) == (None, None)


def test_a_slice_holds_from_and_not_below():
    X = pd.DataFrame(
        {"age": [49.0, 50.0, 59.9, 60.0, np.nan], "sex": ["Male", "Female", "Male", "Male", "Male"]}
    )
    assert list(belongs(X, {"column": "age", "from": 50, "below": 60})) == [False, True, True, False, False]
    assert list(belongs(X, {"column": "age", "from": 60})) == [False, False, False, True, False]
    assert list(belongs(X, {"column": "age", "below": 50})) == [True, False, False, False, False]
    assert list(belongs(X, {"column": "sex", "equals": "Female"})) == [False, True, False, False, False]


def test_slices_are_named_by_what_they_hold():
    assert name_of({"column": "sex", "equals": "Female"}) == "Female"
    assert name_of({"column": "age", "below": 50}) == "age below 50"
    assert name_of({"column": "age", "from": 50, "below": 60}) == "age 50 to below 60"
    assert name_of({"column": "age", "from": 60}) == "age 60 and over"


def test_slices_have_n_value_and_interval_of_their_own_rows(evaluated):
    patients, record, folds = evaluated
    women = next(one for one in record["slices"] if one["name"] == "Female")
    kept = patients.loc[folds["row"]]
    rows = (kept["sex"] == "Female").to_numpy()
    assert women["n"] == rows.sum()
    assert women["value"] == pytest.approx(roc_auc_score(kept["disease"][rows], folds["probability"][rows]))
    assert women["low"] <= women["value"] <= women["high"]


def test_a_slice_of_nobody_has_no_value(patients):
    X, y = split_target(patients)
    swiss = next(one for one in slices(X, y, y * 1.0, 0) if one["name"] == "Switzerland")
    assert swiss["n"] == 0 and swiss["value"] is None and swiss["low"] is None


def test_the_record_agrees_with_the_out_of_fold_rows(evaluated):
    patients, record, folds = evaluated
    y = patients["disease"].to_numpy()[folds["row"]]
    assert record["metric"]["value"] == pytest.approx(roc_auc_score(y, folds["probability"]))
    assert record["metric"]["low"] < record["metric"]["value"] < record["metric"]["high"]
    shipped = next(one for one in record["models"] if one["name"] == record["chosen"])
    assert record["cv"]["mean"] == shipped["mean"] == pytest.approx(np.mean(shipped["folds"]))
    assert shipped["spread"] == pytest.approx(np.std(shipped["folds"], ddof=1))
    assert record["cv"]["se"] == pytest.approx(shipped["spread"] / np.sqrt(5))


def test_every_family_is_scored_on_five_folds_and_knowing_nothing_scores_half(evaluated):
    _, record, _ = evaluated
    assert {one["name"] for one in record["models"]} == set(FAMILIES)
    assert all(len(one["folds"]) == 5 for one in record["models"])
    assert next(one for one in record["models"] if one["family"] == "dummy")["mean"] == 0.5
    assert record["baseline"]["value"] < 0.7 < record["metric"]["value"]


def test_copies_are_left_out_and_rows_keep_their_numbers(evaluated):
    patients, record, folds = evaluated
    assert len(patients) == 121 and record["rows"] == 120
    assert list(folds["row"]) == [0, *range(2, 121)]
