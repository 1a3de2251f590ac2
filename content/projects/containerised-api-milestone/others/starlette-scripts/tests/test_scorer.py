import fit
import joblib
import pytest
import release
from rules import check, schema, vector
from service import app_for
from starlette.testclient import TestClient
from watch import WINDOW, Spread, Watch

TABLE = "data/transactions.csv"
ROWS, LABELS = fit.read(TABLE)
ROW = ROWS[0]
HUGE = 10**399  # no float is as large


@pytest.fixture(scope="session")
def bundle():
    return fit.fit(TABLE, 0)


@pytest.fixture(scope="session")
def path(bundle, tmp_path_factory):
    place = tmp_path_factory.mktemp("model") / "m.joblib"
    joblib.dump(bundle, place)
    return place


@pytest.fixture
def client(path):
    return TestClient(app_for(path))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("amount_eur", 0),
        ("amount_eur", 20001),
        ("amount_eur", "4"),
        ("amount_eur", float("nan")),
        ("distance_km", -1),
        ("hours_since_last", True),
        ("card_age_days", 1.5),
        ("card_age_days", 7306),
        ("occurred_at", "2099-01-01T00:00:00Z"),
        ("occurred_at", "2026-01-01T00:00:00"),
        ("occurred_at", 5),
        ("channel", "fax"),
        ("extra", 1),
    ],
)
def test_a_bad_value_is_named_by_its_field(name, value):
    (rule,) = check({**ROW, name: value})
    assert rule.startswith(f"{name}: ")


def test_good_rows_break_nothing_and_missing_fields_do():
    assert [check(row) for row in ROWS[:50]] == [[]] * 50
    assert len(check({})) == 7
    assert check([]) == ["row: must be an object"]


def test_a_row_becomes_its_numbers_in_a_fixed_order():
    row = {**ROW, "occurred_at": "2026-01-05T01:30:00+02:00", "channel": "online"}
    row["merchant_category"] = "fuel"
    numbers = [row[n] for n in ("amount_eur", "distance_km", "hours_since_last", "card_age_days")]
    assert vector(row) == [*numbers, 1, 2, 23]


def test_the_schema_asks_for_every_field_and_no_other():
    found = schema()
    assert sorted(found["required"]) == sorted(found["properties"]) == sorted(ROW)
    assert found["additionalProperties"] is False
    assert found["properties"]["card_age_days"] == {"type": "integer", "minimum": 0, "maximum": 7305}


def test_nothing_late_is_trained_on():
    (early, y), (late, held) = fit.parts(TABLE)
    assert max(row["occurred_at"] for row in early) <= min(row["occurred_at"] for row in late)
    assert (len(early), len(y), len(late), len(held)) == (3000, 3000, 1000, 1000)


def test_one_row_and_many_get_the_same_from_api_and_model(client, bundle):
    expected = fit.probabilities(bundle, ROWS[:5])
    alone = [client.post("/v1/score", json=row).json()["probability"] for row in ROWS[:5]]
    many = client.post("/v1/score-many", json={"rows": ROWS[:5]}).json()
    assert alone == expected == [one["probability"] for one in many["served"]]


def test_bad_rows_are_set_aside(client):
    body = client.post("/v1/score-many", json={"rows": [{**ROW, "amount_eur": None}, ROW]}).json()
    assert [one["row"] for one in body["served"]] == [1]
    assert body["quarantined"] == [{"row": 0, "rules": ["amount_eur: must be a number"]}]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("occurred_at", "0001-01-01T00:00:00+14:00"),
        ("occurred_at", "9999-12-31T23:59:59-12:00"),
        pytest.param("amount_eur", HUGE, id="amount_eur-huge"),
        pytest.param("distance_km", -HUGE, id="distance_km-huge"),
        pytest.param("card_age_days", HUGE, id="card_age_days-huge"),
    ],
)
def test_what_no_float_and_no_date_can_hold_is_a_bad_value(client, name, value):
    row = {**ROW, name: value}
    alone = client.post("/v1/score", json=row)
    many = client.post("/v1/score-many", json={"rows": [row, ROW]}).json()
    assert alone.status_code == 422
    assert [one["row"] for one in many["served"]] == [1]
    assert many["quarantined"] == [{"row": 0, "rules": alone.json()["broken"]}]
    assert [rule.startswith(f"{name}: ") for rule in alone.json()["broken"]] == [True]


@pytest.mark.parametrize("rows", [None, [], [{}] * 1001, "x"])
def test_a_batch_of_the_wrong_form_is_refused(client, rows):
    assert client.post("/v1/score-many", json={"rows": rows}).status_code == 422


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 400), (b"{", 400), (b"\xff", 400), (b"[" * 9999, 400), (b" " * 1_000_001, 413)],
)
def test_what_is_no_json_is_refused(client, content, status):
    assert client.post("/v1/score", content=content).status_code == status


def test_metrics_move_with_the_requests(client):
    client.post("/v1/score", json=ROW)
    client.post("/v1/score", json={})
    client.get("/made-up")
    text = client.get("/metrics").text
    assert 'scorer_requests_total{path="/v1/score",status="200"} 1\n' in text
    assert 'scorer_requests_total{path="/v1/score",status="422"} 1\n' in text
    assert 'scorer_requests_total{path="other",status="404"} 1\n' in text
    assert "scorer_request_seconds_count{} 3\n" in text
    assert client.get("/health").json()["model_version"] in text


def test_a_histogram_is_cumulative():
    spread = Spread([1, 2])
    for value in (0.5, 1, 1.5, 3):
        spread.add(value)
    assert list(spread.lines("h"))[1:] == [
        'h_bucket{le="1"} 2',
        'h_bucket{le="2"} 3',
        'h_bucket{le="+Inf"} 4',
        "h_count{} 4",
        "h_sum{} 6.0",
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [({}, None), ({"amount_eur": 900.0}, "amount_eur"), ({"channel": "online"}, "channel")],
)
def test_a_window_that_has_moved_is_seen_and_one_that_has_not_is_not(bundle, change, field):
    watch = Watch(bundle, "v")
    for n, row in enumerate(ROWS[3000 : 3000 + WINDOW]):
        watch.saw({**row, **change} if n % 2 else row, 0.5)
    assert [name for name, on in watch.drifted.items() if on] == ([field] if field else [])


def test_the_gate_lets_a_good_model_in_and_keeps_others_out(bundle, path, tmp_path, monkeypatch):
    monkeypatch.setattr(release, "CURRENT", tmp_path / "v" / "current")
    monkeypatch.setattr(release, "BEFORE", tmp_path / "v" / "before")
    assert release.rollback() == 1
    assert release.deploy(path) == 0
    first = release.CURRENT.read_bytes()
    half = tmp_path / "half"
    half.write_bytes(first[: len(first) // 2])
    assert release.deploy(half) == 1
    monkeypatch.setattr(release, "FLOOR", 0.99)
    assert release.deploy(path) == 1
    assert release.CURRENT.read_bytes() == first
    release.BEFORE.write_bytes(b"earlier")
    assert release.rollback() == 0
    assert release.CURRENT.read_bytes() == b"earlier"
