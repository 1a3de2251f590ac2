import json

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from cardrisk import model
from cardrisk.evaluate import auroc, calibration_error, evaluate, interval
from cardrisk.features import NAMES, features_of
from cardrisk.predict import predict
from cardrisk.schema import Payment
from cardrisk.table import read_payments, split
from cardrisk.train import cheapest_threshold, train
from tests.conftest import DATA, ROW


def test_features_stand_under_their_names():
    payment = Payment.model_validate({**ROW, "channel": "online", "occurred_at": "2026-02-03T05:59:00Z"})
    found = dict(zip(NAMES, features_of(payment), strict=True))
    assert found["log_amount"] == found["log_amount_online"] == np.log(42.5)
    assert found["log_distance"] == np.log(4.5)
    assert found["log_card_age"] == np.log(813)
    assert (found["night"], found["category_fuel"], found["category_travel"]) == (1, 1, 0)
    assert (found["channel_online"], found["channel_chip"]) == (1, 0)


@pytest.mark.parametrize("text", ["2026-02-03T05:59:00+00:00", "2026-02-03T14:59:00+09:00"])
def test_the_same_instant_in_another_zone_has_the_same_features(text):
    there = Payment.model_validate({**ROW, "occurred_at": text})
    here = Payment.model_validate({**ROW, "occurred_at": "2026-02-03T05:59:00Z"})
    assert features_of(there) == features_of(here)
    assert features_of(there)[NAMES.index("night")] == 1


def test_no_payment_of_the_training_part_is_later_than_one_held_out():
    (earlier, y), (later, held) = split(DATA)
    assert max(one.occurred_at for one in earlier) <= min(one.occurred_at for one in later)
    assert (len(earlier), len(y), len(later), len(held)) == (3000, 3000, 1000, 1000)


def test_the_json_model_is_the_one_that_was_fitted(model_path):
    (earlier, y), (later, _) = split(DATA)
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
    pipeline.fit([features_of(one) for one in earlier], y)
    expected = pipeline.predict_proba([features_of(one) for one in later])[:, 1]
    np.testing.assert_allclose(model.load(model_path).probabilities(later), expected, atol=1e-9)


def test_one_payment_gets_the_same_number_as_in_a_crowd(model_path):
    served = model.load(model_path)
    payments, _ = read_payments(DATA)
    together = served.probabilities(payments[:50])
    assert [served.probabilities([one])[0] for one in payments[:50]] == list(together)


def test_the_same_seed_makes_the_same_file(model_path, tmp_path):
    train(DATA, tmp_path / "again.json", seed=0)
    assert (tmp_path / "again.json").read_bytes() == model_path.read_bytes()


def test_a_file_scored_offline_has_one_probability_for_each_row(model_path, tmp_path):
    predict(model_path, DATA, tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text().splitlines()
    payments, _ = read_payments(DATA)
    assert lines[0] == "probability"
    assert [float(one) for one in lines[1:]] == list(model.load(model_path).probabilities(payments))


@pytest.mark.parametrize(
    "change",
    [{"format": 2}, {"features": ["log_amount"]}, {"weights": [1.0]}, {"mean": "x"}, {"reference": ...}],
)
def test_a_model_of_another_form_is_refused(model_path, tmp_path, change):
    content = {**json.loads(model_path.read_text()), **change}
    path = tmp_path / "other.json"
    path.write_text(json.dumps({name: value for name, value in content.items() if value is not ...}))
    with pytest.raises(model.BrokenModel):
        model.load(path)


def test_the_model_keeps_a_summary_and_no_rows(model_path):
    reference = json.loads(model_path.read_text())["reference"]
    assert reference["n"] == 3000
    assert {len(one) for one in reference["quantiles"].values()} == {101}
    assert sum(reference["counts"]["channel"].values()) == 3000


def test_evaluation_agrees_with_scikit_learn(model_path):
    report = evaluate(model_path, DATA)
    _, (later, y) = split(DATA)
    p = model.load(model_path).probabilities(later)
    assert report["metric"]["value"] == pytest.approx(roc_auc_score(y, p))
    assert report["baseline"]["value"] == pytest.approx(roc_auc_score(y, [x.amount_eur for x in later]))
    assert report["brier"] == pytest.approx(np.mean((p - y) ** 2))
    assert report["passed"] is True
    assert {one["name"]: one["n"] for one in report["slices"]} == {
        "chip": 250,
        "contactless": 470,
        "online": 280,
    }


def test_a_model_no_better_than_the_amount_does_not_pass(model_path, tmp_path):
    content = json.loads(model_path.read_text())
    content["weights"] = [float(name == "log_amount") for name in NAMES]
    path = tmp_path / "amount.json"
    path.write_text(json.dumps(content))
    report = evaluate(path, DATA)
    assert report["metric"]["value"] == pytest.approx(report["baseline"]["value"])
    assert report["passed"] is False


def test_auroc_counts_ties_half():
    assert auroc(np.array([0, 1, 1, 0]), np.array([0.5, 0.5, 0.9, 0.1])) == 0.875


def test_the_interval_holds_the_value_and_narrows_with_more_rows():
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 400)
    p = y + rng.normal(0, 1, 400)
    few, many = interval(y[:100], p[:100], 0), interval(y, p, 0)
    assert many[0] < auroc(y, p) < many[1]
    assert many[1] - many[0] < few[1] - few[0]


def test_calibration_error_of_a_constant_is_its_distance():
    y = np.array([0, 1] * 50)
    assert calibration_error(y, np.full(100, 0.5)) == pytest.approx(0, abs=0.02)
    assert calibration_error(y, np.full(100, 0.9)) == pytest.approx(0.4, abs=0.02)


def test_the_threshold_is_where_the_costs_are_least():
    y = np.array([0] * 90 + [1] * 10)
    p = np.where(y == 1, 0.7, 0.3)
    assert cheapest_threshold(p, y) == 0.31
