"""Features know nothing of the future, the model is what it says, and the measures measure."""

import json
import math
import subprocess
import sys

import numpy as np
import pytest
from drytomorrow.files import read_rows, write_rows
from drytomorrow.measure import auroc, forward, interval
from drytomorrow.model import fit, load, matrix, names, probability, save
from drytomorrow.rule import as_today
from drytomorrow.run import measured, season_slices
from drytomorrow.table import days, evening, table
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


@pytest.fixture(scope="module")
def rows():
    return table(days())


def test_the_record_is_read_whole_and_in_order(tmp_path):
    record = days()
    assert len(record) == 1461 and record[1] == {
        "day": "2012-01-02",
        "rain": 10.9,
        "high": 10.6,
        "low": 2.8,
        "wind": 4.5,
    }
    (tmp_path / "mixed.csv").write_text(
        "date,precipitation,temp_max,temp_min,wind\n2012/01/02,0,1,0,1\n2012/01/01,0,1,0,1\n"
    )
    with pytest.raises(ValueError, match="order"):
        days(tmp_path / "mixed.csv")


def test_features_of_an_evening_by_hand():
    history = [
        {"day": f"2013-07-0{n}", "rain": 0.0, "high": 20.0 + n, "low": 10.0, "wind": float(n)}
        for n in range(1, 8)
    ]
    history[-1]["rain"], history[-2]["rain"] = 1.0, 3.0
    row = evening(history)
    assert (
        row["wet"] == 1
        and row["log_rain"] == pytest.approx(math.log(2))
        and row["log_rain_1"] == pytest.approx(math.log(4))
    )
    assert (row["range"], row["warmer_1"], row["warmer_2"], row["windier_2"]) == (17.0, 1.0, 2.0, 2.0)
    assert row["dry_week"] == pytest.approx(5 / 7) and row["high"] == 27.0 and row["wind"] == 7.0
    angle = 2 * math.pi * 188 / 365.25
    assert (row["season_sin"], row["season_cos"]) == pytest.approx((math.sin(angle), math.cos(angle)))


def test_the_future_changes_nothing_but_the_outcome():
    record = days()[:30]
    changed = [*record[:20], *({**one, "rain": 99.0, "high": 0.0, "wind": 50.0} for one in record[20:])]
    before, after = table(record), table(changed)
    for a, b in zip(before[:14], after[:14], strict=True):  # evenings up to the 20th day
        assert {k: v for k, v in a.items() if k != "dry"} == {k: v for k, v in b.items() if k != "dry"}
    assert before[0]["id"] == "2012-01-07" and len(before) == 23


def test_dry_is_the_day_after(rows):
    record = {one["day"]: one["rain"] for one in days()}
    later = dict(zip(sorted(record), sorted(record)[1:], strict=False))
    assert all(row["dry"] == (record[later[row["id"]]] == 0) for row in rows)


def test_model_equals_a_pipeline_of_scikit_learn(rows):
    model, columns = fit(rows[:400]), names(rows)
    assert "id" not in columns and "dry" not in columns
    theirs = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, tol=1e-10, max_iter=5000))
    theirs.fit(matrix(rows[:400], columns), [row["dry"] for row in rows[:400]])
    expected = theirs.predict_proba(matrix(rows[400:420], columns))[:, 1]
    np.testing.assert_allclose(probability(model, rows[400:420]), expected, atol=1e-8)


def test_a_column_that_never_changes_is_no_trouble(rows):
    still = [{"id": row["id"], "wet": row["wet"], "one": 1.0, "dry": row["dry"]} for row in rows[:50]]
    assert np.isfinite(probability(fit(still), still)).all()


def test_model_and_rows_come_back_from_their_files(rows, tmp_path):
    save(fit(rows[:100]), tmp_path / "m.json")
    write_rows(tmp_path / "t.csv", rows[:5])
    back = read_rows(tmp_path / "t.csv")
    assert back == [{k: v if k == "id" else float(v) for k, v in row.items()} for row in rows[:5]]
    np.testing.assert_array_equal(
        probability(load(tmp_path / "m.json"), back), probability(fit(rows[:100]), rows[:5])
    )


def test_forward_learns_from_the_past_alone():
    rows = [{"id": f"{n:03d}", "x": float(n), "dry": n % 2} for n in range(40)]
    seen = []

    def learn(past):
        seen.append([row["id"] for row in past])
        return None

    y, p, scored = forward(rows, learn, lambda _, later: np.array([row["x"] for row in later]))
    assert [len(one) for one in seen] == [20, 30] and seen[0][-1] == "019"
    assert p.tolist() == list(range(20, 40)) and y.tolist() == [0, 1] * 10 and scored == rows[20:]


def test_interval_holds_the_value_and_is_wider_over_weeks():
    rng = np.random.default_rng(0)
    y = np.repeat(rng.integers(0, 2, 60), 7).astype(float)  # weeks that are dry or wet as a whole
    p = np.repeat(rng.normal(size=60), 7) + y
    low, high = interval(y, p, times=200)
    days_low, days_high = interval(y, p, times=200, week=1)
    assert low < roc_auc_score(y, p) < high and high - low > 1.5 * (days_high - days_low)
    assert interval(y, p, p, times=20) == (0.0, 0.0)


def test_auroc_by_ranks_is_that_of_scikit_learn():
    rng = np.random.default_rng(1)
    y, p = rng.integers(0, 2, 80), rng.integers(0, 9, 80) / 9  # with ties
    assert auroc(y, p) == pytest.approx(roc_auc_score(y, p), abs=1e-12)


def test_rule_is_as_today():
    p = as_today([{"wet": 1.0}, {"wet": 0.0}])
    assert p[0] < 0.5 < p[1]


def test_slices_are_the_seasons(rows):
    y, p = np.array([row["dry"] for row in rows]), np.arange(len(rows)) / len(rows)
    slices = season_slices(y, p, rows, 0)
    assert [one["name"] for one in slices] == ["winter", "spring", "summer", "autumn"]
    assert sum(one["n"] for one in slices) == len(rows) and slices[2]["n"] == 4 * 92
    july = [i for i, row in enumerate(rows) if row["id"][5:7] in ("06", "07", "08")]
    assert slices[2]["value"] == pytest.approx(roc_auc_score(y[july], p[july]))


def test_the_record_says_what_was_measured(rows):
    record, y, p = measured(rows, 0)
    assert (
        record["metric"]["value"] == pytest.approx(roc_auc_score(y, p))
        and len(y) == record["rows"]["scored"] == 727
    )
    assert record["gain"]["value"] == pytest.approx(record["metric"]["value"] - record["first_version"])
    gone = p >= 0.6
    assert (
        record["go"]["dry_when_gone"] == pytest.approx(y[gone].mean())
        and record["go"]["share_of_days"] == gone.mean()
    )


def test_programs_work_together(tmp_path):
    def go(name, **places):
        words = [word for key, value in places.items() for word in (f"--{key}", str(tmp_path / value))]
        subprocess.run([sys.executable, "-m", f"drytomorrow.{name}", *words], check=True)

    go("load", out="t.csv")
    go("train", data="t.csv", model="m.json")
    go("predict", data="t.csv", model="m.json", out="p.csv")
    go("rule", data="t.csv", out="r.csv")
    p = [row["probability"] for row in read_rows(tmp_path / "p.csv")]
    np.testing.assert_allclose(p, probability(json.loads((tmp_path / "m.json").read_text()), table(days())))
    assert {row["probability"] for row in read_rows(tmp_path / "r.csv")} == {0.3, 0.7}
