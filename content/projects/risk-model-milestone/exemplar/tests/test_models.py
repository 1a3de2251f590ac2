import numpy as np
import pytest
from risk.measures import auprc
from risk.models import FAMILIES, RiskModel, _log_odds, choose, compare, fit_risk_model
from risk.payments import FEATURES, features, target
from risk.splitting import split_by_time


@pytest.fixture(scope="module")
def model(payments):
    parts = split_by_time(payments)
    return fit_risk_model("boosted-small", parts.train, parts.validation, 0.1, seed=0)


def test_the_shipped_model_finds_what_works_together(model, payments):
    test = split_by_time(payments).test
    assert auprc(target(test), model.probability(test)) > 0.35
    assert model.base_rate == pytest.approx(target(split_by_time(payments).train).mean())
    assert (model.threshold, model.name) == (0.1, "boosted-small")


def test_probabilities_are_calibrated_on_the_validation_part(model, payments):
    validation = split_by_time(payments).validation
    assert model.probability(validation).mean() == pytest.approx(target(validation).mean(), rel=0.01)


def test_a_row_is_scored_by_itself(model, payments):
    some = payments.tail(50)
    assert model.probability(some)[-3:] == pytest.approx(model.probability(some.tail(3)), abs=1e-12)


def test_neither_the_dispute_nor_age_nor_customer_changes_a_score(model, payments):
    some = payments.tail(200)
    other = some.assign(dispute_minutes=99, age_group="45-59", customer_id="c1", is_fraud=1)
    assert model.probability(other).tolist() == model.probability(some).tolist()


def test_missing_and_unknown_values_get_a_probability(model, payments):
    odd = payments.tail(4).copy()
    odd["merchant"] = ["zeppelin", None, "fuel", "fuel"]
    odd["amount"] = np.nan
    p = model.probability(odd)
    assert ((p > 0) & (p < 1)).all()


def test_features_are_known_when_a_payment_arrives(payments):
    X = features(payments)
    assert list(X) == FEATURES
    assert not {"dispute_minutes", "age_group", "is_fraud", "customer_id"} & set(X)
    assert X["hour"].tolist() == payments["time"].dt.hour.tolist()
    assert features(payments.assign(merchant=None))["merchant"].unique().tolist() == ["unknown"]


def test_calibration_turns_and_shifts_log_odds():
    class Flat:
        def predict_proba(self, X):
            return np.tile([0.8, 0.2], (len(X), 1))

    from tests.conftest import make_payments

    model = RiskModel("flat", Flat(), slope=2.0, intercept=1.0, threshold=0.5, base_rate=0.1)
    expected = 1 / (1 + np.exp(-(2 * np.log(0.25) + 1)))
    assert model.probability(make_payments(30)) == pytest.approx(expected)
    assert np.isfinite(_log_odds(np.array([0.0, 1.0]))).all()


def test_the_smallest_candidate_within_the_noise_is_chosen():
    near = [{"name": "small", "folds": [0.30, 0.41, 0.33]}, {"name": "large", "folds": [0.33, 0.40, 0.34]}]
    far = [{"name": "small", "folds": [0.20, 0.31, 0.23]}, {"name": "large", "folds": [0.33, 0.40, 0.34]}]
    assert choose(near) == "small"
    assert choose(far) == "large"


def test_candidates_are_compared_on_the_same_folds(payments):
    names = ("base-rate", "logistic")
    few = {name: FAMILIES[name] for name in names}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("risk.models.FAMILIES", few)
        rows = compare(split_by_time(payments).train, seed=0)
    assert [row["name"] for row in rows] == list(names)
    assert all(len(row["folds"]) == 3 for row in rows)
    assert np.mean(rows[1]["folds"]) > np.mean(rows[0]["folds"])
