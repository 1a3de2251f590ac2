import json

import pytest

from cardrisk import model
from cardrisk.api import LARGEST_BODY
from cardrisk.schema import MOST_ROWS, Payment
from tests.conftest import ROW

JSON = {"content-type": "application/json"}


def predict(client, **changes):
    return client.post("/v1/predict", json={**ROW, **changes})


def test_a_payment_gets_the_probability_that_the_model_gives_it(client, model_path):
    served = model.load(model_path)
    expected = served.probabilities([Payment.model_validate(ROW)])[0]
    answer = predict(client).json()
    assert answer == {
        "probability": expected,
        "flagged": bool(expected >= served.threshold),
        "model_version": served.version,
    }


def test_a_payment_at_the_threshold_is_flagged(client, model_path):
    served = model.load(model_path)
    low = predict(client, amount_eur=1.0).json()
    high = predict(client, amount_eur=5000.0, channel="online", merchant_category="gifts").json()
    assert low["probability"] < served.threshold <= high["probability"]
    assert (low["flagged"], high["flagged"]) == (False, True)


def test_the_order_of_the_keys_does_not_matter(client):
    assert predict(client).json() == client.post("/v1/predict", json=dict(reversed(ROW.items()))).json()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount_eur", 0),
        ("amount_eur", 20_001),
        ("amount_eur", "42.5"),
        ("amount_eur", None),
        ("amount_eur", True),
        ("distance_km", -0.1),
        ("distance_km", 20_041),
        ("hours_since_last", -1),
        ("hours_since_last", 8_785),
        ("card_age_days", 7.5),
        ("card_age_days", -1),
        ("card_age_days", 7_306),
        ("occurred_at", "2999-01-01T00:00:00Z"),
        ("occurred_at", "2026-02-03T18:25:00"),
        ("occurred_at", 1_770_000_000),
        ("occurred_at", "0001-01-01T00:00:00+14:00"),
        ("occurred_at", "9999-12-31T23:59:59-12:00"),
        ("merchant_category", "casino"),
        ("channel", ""),
        ("unexpected", 1),
    ],
)
def test_a_payment_outside_the_contract_is_refused_by_the_name_of_its_field(client, field, value):
    answer = predict(client, **{field: value})
    assert answer.status_code == 422
    assert [field in said for said in answer.json()["detail"]] == [True]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount_eur", 20_000),
        ("distance_km", 0),
        ("distance_km", 20_040),
        ("hours_since_last", 0),
        ("hours_since_last", 8_784),
        ("card_age_days", 0),
        ("card_age_days", 7_305),
    ],
)
def test_a_payment_on_a_bound_is_served(client, field, value):
    assert predict(client, **{field: value}).status_code == 200


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[" * 10_000, b'{"amount_eur": NaN}', b'{"\\ud800": 1}']
)
def test_a_body_that_is_not_a_payment_is_refused_without_a_crash(client, body):
    answer = client.post("/v1/predict", content=body, headers=JSON)
    assert 400 <= answer.status_code < 500
    json.loads(answer.content)


def test_a_body_is_refused_from_its_first_byte_too_many(client):
    def padded(size):
        return client.post("/v1/predict", content=b" " * size, headers=JSON).status_code

    assert padded(LARGEST_BODY) == 422
    assert padded(LARGEST_BODY + 1) == 413


def test_a_batch_serves_the_good_rows_and_sets_the_bad_ones_aside(client, tmp_path):
    rows = [ROW, {**ROW, "amount_eur": None}, {**ROW, "distance_km": 3_500_000.0}, ROW]
    report = client.post("/v1/batch", json={"rows": rows}).json()
    assert [one["row"] for one in report["served"]] == [0, 3]
    assert [one["row"] for one in report["quarantined"]] == [1, 2]
    assert report["quarantined"][0]["rules"][0].startswith("amount_eur: ")
    assert sum(report["broken"].values()) == 2
    lines = (tmp_path / "quarantine" / "quarantine.jsonl").read_text().splitlines()
    kept = [json.loads(line) for line in lines]
    assert [one["row"] for one in kept] == rows[1:3]


def test_a_batch_has_a_largest_size(client):
    assert client.post("/v1/batch", json={"rows": []}).status_code == 422
    assert client.post("/v1/batch", json={"rows": [{}] * MOST_ROWS}).status_code == 200
    assert client.post("/v1/batch", json={"rows": [{}] * (MOST_ROWS + 1)}).status_code == 422


def test_health_names_the_model(client, model_path):
    answer = client.get("/healthz").json()
    assert answer == {"status": "ok", "model_version": model.load(model_path).version}


def sample(client, line):
    lines = client.get("/metrics").text.splitlines()
    return next((float(one.rsplit(" ", 1)[1]) for one in lines if one.startswith(line)), 0.0)


def test_metrics_count_what_was_asked(client, model_path):
    predict(client)
    predict(client, amount_eur=-1)
    client.get("/nowhere")
    version = model.load(model_path).version
    assert sample(client, 'cardrisk_requests_total{method="POST",path="/v1/predict",status="200"}') == 1
    assert sample(client, 'cardrisk_requests_total{method="POST",path="/v1/predict",status="422"}') == 1
    assert sample(client, 'cardrisk_requests_total{method="GET",path="(unknown)",status="404"}') == 1
    assert sample(client, 'cardrisk_request_seconds_count{path="/v1/predict"}') == 2
    assert sample(client, f'cardrisk_probability_count{{model_version="{version}"}}') == 1
    assert sample(client, f'cardrisk_model_info{{model_version="{version}"}}') == 1


def test_rules_are_counted_by_our_fields_and_never_by_the_callers(client):
    client.post("/v1/batch", json={"rows": [{**ROW, "amount_eur": -1}, {**ROW, "made_up": 1}]})
    assert sample(client, 'cardrisk_quarantined_rows_total{rule="amount_eur"}') == 1
    assert sample(client, 'cardrisk_quarantined_rows_total{rule="other"}') == 1
    assert "made_up" not in client.get("/metrics").text


def test_drift_reaches_the_metrics_page(client):
    rows = [{**ROW, "amount_eur": 400.0 + n} for n in range(400)]
    client.post("/v1/batch", json={"rows": rows})
    assert sample(client, 'cardrisk_drift_alarm{field="amount_eur"}') == 1
    assert client.get("/v1/drift").json()["amount_eur"] < 1e-5
