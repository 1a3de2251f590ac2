import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import columns as c
import evaluate
import forest
import looking
import run


@pytest.fixture(scope="module")
def payments():
    """90 days, 24 payments a day; small sums in quick succession are frauds, and little else."""
    rng = np.random.default_rng(1)
    n = 2160
    amount, minutes = rng.uniform(1, 40, n).round(2), rng.integers(1, 400, n)
    fraud = rng.random(n) < np.where((amount < 6) & (minutes < 60), 0.85, 0.03)
    made = {
        "time": [f"{np.datetime64('2025-01-06T00:30') + np.timedelta64(60 * k, 'm')}" for k in range(n)],
        "amount": amount,
        "usual_amount": np.full(n, 20.0),
        "amount_ratio": (amount / 20).round(2),
        "minutes_since_last": minutes,
        "payments_24h": rng.integers(0, 4, n),
        "known_merchant": rng.integers(0, 2, n),
        "device_days": [""] * n,
        "distance_km": rng.integers(0, 90, n),
        "card_months": rng.integers(1, 60, n),
        "merchant": rng.choice(c.KINDS["merchant"], n),
        "channel": rng.choice(c.KINDS["channel"], n),
        "acquirer": rng.choice(c.KINDS["acquirer"], n),
        "age_group": rng.choice(looking.AGES, n),
        "dispute_minutes": np.where(fraud, 20, 0),
        "is_fraud": fraud.astype(int),
    }
    return {name: [str(cell) for cell in cells] for name, cells in made.items()}


@pytest.fixture(scope="module")
def model(payments):
    forest.TREES["n_estimators"] = 10
    looking.DRAWS = 20
    return forest.fit(payments, seed=0)


def test_the_matrix_holds_each_row_by_itself(payments):
    X = c.matrix(payments)
    assert X.shape == (2160, len(c.NAMES))
    assert X[7:9].tolist() == c.matrix(c.take(payments, [7, 8])).tolist()
    at = c.NAMES.index
    assert (X[:, at("device_days")] == -1).all()
    assert X[:26, at("hour")].tolist() == [*range(24), 0, 1]
    quick = [
        float(float(a) < 6 and int(m) < 60)
        for a, m in zip(payments["amount"], payments["minutes_since_last"], strict=True)
    ]
    assert X[:, at("tiny_and_quick")].tolist() == quick
    assert X[:, at("channel=chip")].tolist() == [float(one == "chip") for one in payments["channel"]]


def test_cells_that_are_no_numbers_are_missing():
    assert np.isnan(c.numbers(["", "x", "3.5"])).tolist() == [True, True, False]
    assert c.numbers(["3.5", "-2"]).tolist() == [3.5, -2.0]


def test_days_count_from_the_first_of_the_file():
    assert c.days({"time": ["2025-02-01T23:00", "2025-02-03T00:00"]}).tolist() == [0, 2]


def test_the_parts_are_a_week_apart(payments):
    day = c.days(payments)
    spans = [(int(day[rows].min()), int(day[rows].max())) for rows in forest.split(payments)]
    assert spans == [(0, 44), (52, 67), (75, 89)]


def test_the_forest_finds_the_pattern_and_promises_what_comes(model, payments):
    check = c.take(payments, forest.split(payments)[1])
    y, p = c.numbers(check["is_fraud"]), model.probability(check)
    assert looking.auc(y, p) > 0.7
    assert p.mean() == pytest.approx(y.mean(), abs=0.01)
    assert model.base == pytest.approx(
        c.numbers(c.take(payments, forest.split(payments)[0])["is_fraud"]).mean()
    )


def test_the_dispute_and_age_change_nothing(model, payments):
    some = c.take(payments, range(40))
    other = some | {"dispute_minutes": ["90"] * 40, "age_group": ["60+"] * 40}
    assert model.probability(other).tolist() == model.probability(some).tolist()


def test_log_votes_are_finite_and_odd():
    assert forest.log_votes(np.array([0.0, 0.5, 1.0]))[1, 0] == 0.0
    assert forest.log_votes(np.array([0.2]))[0, 0] == pytest.approx(np.log(0.25))
    assert np.isfinite(forest.log_votes(np.array([0.0, 1.0]))).all()


def test_stretches_come_after_what_they_learn_from(payments):
    day = c.days(payments)
    found = list(evaluate.stretches(day))
    assert [(day[later].min(), day[later].max()) for _, later in found] == [
        (30, 44),
        (45, 59),
        (60, 74),
        (75, 89),
    ]
    assert [day[earlier].max() for earlier, _ in found] == [22, 37, 52, 67]


def test_evaluation_scores_every_later_row_once(model, payments):
    values, rows = evaluate.evaluate(payments, seed=0)
    assert len(values) == 4 and min(values) > 0.15
    assert sorted(row for row, *_ in rows) == list(range(30 * 24, 90 * 24))
    assert {fold for _, fold, _ in rows} == {0, 1, 2, 3}


def test_costs_and_rates_by_hand():
    y, p = np.array([1, 1, 0, 0]), np.array([0.9, 0.1, 0.5, 0.2])
    assert looking.cost(y, p, 0.5) == pytest.approx((60 + 4) / 4)
    assert looking.cost(y, p, 0.05) == pytest.approx(8 / 4)
    assert looking.cost(y, p, 0.95) == pytest.approx(120 / 4)
    value, low, high = looking.share(5, 10)
    assert (value, round(low, 4), round(high, 4)) == (0.5, 0.2381, 0.7619)
    assert looking.share(0, 0)[0] == 0.0
    assert looking.share(0, 50)[1] == 0.0
    assert np.isnan(looking.auc(np.zeros(3), p[:3]))


def test_the_worst_slice_comes_first(model, payments):
    y = c.numbers(payments["is_fraud"])
    p = np.where(np.array(payments["acquirer"]) == "C", 1 - y, y)
    rows = looking.slices(payments, y, p)
    assert (rows[0]["name"], rows[0]["value"], rows[-1]["value"]) == ("acquirer=C", 0.0, 1.0)
    assert rows[0]["n"] == payments["acquirer"].count("C")
    assert {"hour=0-5", "age_group=60+", "merchant=gift cards"} <= {row["name"] for row in rows}
    assert {row["name"]: row["n"] for row in rows}["hour=0-5"] == 540


def test_group_rates_and_their_gap(model, payments):
    four = c.take(payments, range(8)) | {"age_group": list(looking.AGES) * 2}
    said = looking.fairness(four, np.array([1, 1, 1, 1, 0, 0, 0, 0]), np.array([1, 1, 0, 0, 1, 0, 0, 0]), 0.5)
    assert [row["tpr"] for row in said["groups"]] == [1.0, 1.0, 0.0, 0.0]
    assert [row["fpr"] for row in said["groups"]] == [1.0, 0.0, 0.0, 0.0]
    assert said["gaps"]["tpr"]["value"] == said["gaps"]["fpr"]["value"] == 1.0
    assert all(row["n"] == 2 and row["tpr_low"] <= row["tpr"] <= row["tpr_high"] for row in said["groups"])


def test_what_decides_comes_first_in_the_attribution(model, payments):
    last = c.take(payments, forest.split(payments)[2])
    y = c.numbers(last["is_fraud"])
    rows = looking.attribution(model, last, y, model.probability(last))
    assert {rows[0]["columns"][0], rows[1]["columns"][0]} == {"amount", "minutes_since_last"}
    assert rows[0]["value"] > 0.05 >= rows[-1]["value"]


def test_the_record_and_its_tables(model, payments):
    record, y, p = run.measure(payments, model)
    assert record["split"]["test"] == {"from": "2025-03-22", "to": "2025-04-05", "rows": 360}
    assert record["metric"]["low"] < record["metric"]["value"] < record["metric"]["high"]
    assert record["decision"]["cost_per_case"] == looking.cost(y, p, 4 / 64)
    assert record["dispute_auroc"] == 1.0
    filled = run.tables(record)
    assert filled["value"] == f"{record['metric']['value']:.3f}"
    assert filled["slices"].count("\n") == len(record["slices"]) - 1
    assert filled["worst"] in filled["slices"].splitlines()[0]


def test_the_figure_shows_cost_and_calibration():
    y, p = np.array([0, 1] * 20), np.linspace(0.01, 0.9, 40)
    left, right = run.draw(y, p).axes
    curve, mark = left.lines
    assert (curve.get_xdata()[0], curve.get_ydata()[0]) == (pytest.approx(0.005), pytest.approx(2.0))
    assert mark.get_xdata()[0] == pytest.approx(4 / 64)
    bins, line = right.lines
    assert len(bins.get_xdata()) == 10 and bins.get_xdata()[0] == pytest.approx(p[:4].mean())
    assert line.get_xdata().tolist() == line.get_ydata().tolist() == [0, bins.get_xdata().max()]
    for axes in (left, right):
        assert axes.get_title() and axes.get_xlabel() and axes.get_ylabel() and axes.get_legend()


def test_a_file_goes_in_and_a_row_for_each_payment_comes_out(payments, tmp_path):
    with open(tmp_path / "in.csv", "w", newline="") as file:
        csv.writer(file).writerows([payments.keys(), *zip(*payments.values(), strict=True)])
    top = Path(__file__).parents[1]
    for script, *words in (
        ("train.py", "in.csv", "model", "0"),
        ("predict.py", "model", "in.csv", "out.csv"),
    ):
        subprocess.run([sys.executable, str(top / script), *words], cwd=tmp_path, check=True)
    head, *cells = (tmp_path / "out.csv").read_text().split()
    said = [float(cell) for cell in cells]
    assert head == "probability"
    assert len(said) == 2160
    assert 0 < min(said) < max(said) < 1


def test_the_committed_record_is_the_one_of_the_readme():
    top = Path(__file__).parents[1]
    record = json.loads((top / "results" / "record.json").read_text())
    assert f"{record['metric']['value']:.3f}" in (top / "README.md").read_text()
