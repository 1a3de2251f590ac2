import json

import churn
import numpy as np
import pandas as pd
import pytest

churn.DRAWS = 20
churn.SETTINGS = churn.SETTINGS | {"n_estimators": 15}


def snapshots(n=1800):
    """Twelve months; those whose usage halves leave, unless they have a yearly plan."""
    rng = np.random.default_rng(5)
    ratio, plan = rng.uniform(0.2, 1.8, n), rng.choice(churn.PLANS, n)
    left = rng.random(n) < np.where((ratio < 0.5) & (plan != "yearly"), 0.8, 0.04)
    usual = rng.uniform(2, 30, n)
    start = pd.Timestamp("2025-01-06")
    return pd.DataFrame(
        {
            "snapshot_id": range(n),
            "time": [start + pd.Timedelta(days=30 * (12 * k // n)) for k in range(n)],
            "plan": plan,
            "sold_by": rng.choice([*churn.SELLERS], n),
            "tenure_days": rng.integers(0, 2000, n),
            "days_to_contract_end": np.where(plan == "yearly", rng.integers(0, 365, n), np.nan),
            "price": rng.choice([9.0, 24.0], n),
            "lines": rng.integers(1, 4, n),
            "gb_month": ratio * usual,
            "gb_usual": usual,
            "usage_ratio": ratio,
            "support_calls": rng.integers(0, 3, n),
            "outages": rng.integers(0, 3, n),
            "paid_late": rng.integers(0, 2, n),
            "rival_offer_in_area": rng.integers(0, 2, n),
            "age_group": rng.choice(["18-29", "60+"], n),
            "retention_minutes": np.where(left, 12, 0),
            "churned": left.astype(int),
        }
    )


@pytest.fixture(scope="module")
def frame():
    return snapshots()


@pytest.fixture(scope="module")
def model(frame):
    return churn.Churn(*churn.parts(frame)[:2], seed=0)


@pytest.fixture(scope="module")
def record(frame, model):
    return churn.measure(frame, model)


def test_a_month_lies_between_the_parts(frame):
    month = churn.months(frame)
    spans = [(month[part.index].min(), month[part.index].max()) for part in churn.parts(frame)]
    assert spans == [(0, 5), (7, 8), (10, 11)]


def test_the_design_has_a_column_for_each_plan_and_no_hole(frame):
    X = churn.design(frame)
    assert not {"retention_minutes", "age_group", "churned"} & set(X)
    assert X["plan=yearly"].sum() == (frame["plan"] == "yearly").sum()
    assert (X.loc[frame["plan"] != "yearly", "days_to_contract_end"] == 9999).all()
    assert not X.isna().any().any()
    assert churn.design(frame.assign(price="much"))["price"].tolist() == [0.0] * len(frame)


def test_the_model_ranks_and_means_what_it_says(frame, model):
    _, check, test = churn.parts(frame)
    assert churn.area(test["churned"].to_numpy(), model.probability(test)) > 0.8
    assert model.probability(check).mean() == pytest.approx(check["churned"].mean(), abs=0.01)
    p = model.probability(test)
    assert (p.min() > 0) and (p.max() < 1)
    assert len(np.unique(p)) > 50


def test_what_comes_too_late_changes_nothing(frame, model):
    other = frame.assign(retention_minutes=60, age_group="45-59")
    assert model.probability(other).tolist() == model.probability(frame).tolist()


def test_costs_by_hand():
    y, p = np.array([1, 1, 0, 0]), np.array([0.9, 0.1, 0.5, 0.2])
    assert churn.cost(y, p, 0.5) == (60 + 10) / 4
    assert churn.cost(y, p, 0.95) == 120 / 4


def test_intervals_hold_the_mean():
    values = np.random.default_rng(0).normal(3, 1, 300)
    ends = churn.interval(np.mean, values)
    assert ends["low"] < values.mean() < ends["high"] < ends["low"] + 0.5


def test_the_worst_slice_comes_first(frame):
    y = frame["churned"].to_numpy()
    p = np.where(frame["sold_by"] == "shop", 1 - y, y)
    rows = churn.slices(frame, y, p)
    assert (rows[0]["name"], rows[0]["value"], rows[0]["n"]) == (
        "sold_by=shop",
        0.0,
        (frame["sold_by"] == "shop").sum(),
    )
    names = {row["name"]: row["n"] for row in rows}
    assert names["tenure=half a year"] == (frame["tenure_days"] <= 180).sum()
    assert churn.slices(frame.head(20), np.zeros(20), p[:20]) == []


def test_group_rates_by_hand(frame):
    few = frame.head(6).assign(age_group=["a", "a", "a", "b", "b", "b"])
    said = churn.fairness(few, np.array([1, 0, 0, 1, 1, 0]), np.array([0.9, 0.9, 0, 0.9, 0, 0]), 0.5)
    a, b = said["groups"]
    assert (a["tpr"], a["fpr"], b["tpr"], b["fpr"]) == (1.0, 0.5, 0.5, 0.0)
    assert (a["n"], said["gaps"]["tpr"]["value"], said["gaps"]["fpr"]["value"]) == (3, 0.5, 0.5)
    assert a["fpr_low"] < 0.5 < a["fpr_high"]


def test_usage_and_plan_come_first_in_the_attribution(frame, model, record):
    rows = record["attribution"]
    assert rows[0]["columns"] == ["gb_month", "gb_usual", "usage_ratio"]
    assert rows[0]["value"] > 0.2
    assert rows[1]["columns"] == ["price", "lines", "plan"]


def test_the_record_is_about_the_test_months(frame, record):
    test = churn.parts(frame)[2]
    assert record["split"]["test"] == {"from": "2025-11-02", "to": "2025-12-02", "rows": len(test)}
    assert record["metric"]["low"] < record["metric"]["value"] < record["metric"]["high"]
    assert record["decision"]["threshold"] == pytest.approx(1 / 7)
    assert record["decision"]["cost_per_case"] < record["decision"]["cost_at_half"]


def test_evaluation_scores_later_months_once(frame):
    record, folds = churn.evaluate(frame, 0)
    month = churn.months(frame)
    assert folds["row"].is_unique and set(month[folds["row"]]) == set(range(4, 12))
    assert folds.groupby("fold")["row"].apply(lambda rows: month[rows].min()).tolist() == [4, 7, 10]
    assert record["cv"]["mean"] == pytest.approx(np.mean(record["cv"]["folds"]))


def test_files_go_in_and_come_out(frame, tmp_path, monkeypatch):
    data, model, out, folds = (tmp_path / name for name in ("in.csv", "model", "out.csv", "folds.csv"))
    frame.to_csv(data, index=False)
    churn.main(["train", "--data", str(data), "--model", str(model), "--seed", "1"])
    churn.main(["predict", "--data", str(data), "--model", str(model), "--out", str(out)])
    assert len(pd.read_csv(out)["probability"]) == len(frame)
    assert list(pd.read_csv(out)) == ["probability"]
    churn.main(["evaluate", "--data", str(data), "--out", str(out), "--folds", str(folds)])
    assert list(pd.read_csv(folds)) == ["row", "fold", "probability"]
    assert json.loads(out.read_text())["seed"] == 0


def test_the_figure_shows_the_cost_curve_and_the_threshold(frame, model, tmp_path, monkeypatch):
    kept = []
    monkeypatch.setattr(churn, "OUT", tmp_path)
    monkeypatch.setattr(churn.plt, "close", kept.append)
    test = churn.parts(frame)[2]
    churn.draw(test, model)
    (axes,) = kept[0].axes
    curve, mark = axes.lines
    first = churn.cost(test["churned"].to_numpy(), model.probability(test), 0.02)
    assert (curve.get_xdata()[0], curve.get_ydata()[0]) == (pytest.approx(0.02), pytest.approx(first))
    assert mark.get_xdata()[0] == pytest.approx(1 / 7)
    assert axes.get_title() and axes.get_xlabel() and axes.get_ylabel()


def test_the_report_shows_tables_of_the_record(record, tmp_path, monkeypatch):
    monkeypatch.setattr(churn, "OUT", tmp_path)
    churn.write(record, "ab12" * 16)
    report, card = ((tmp_path / name).read_text() for name in ("report.md", "card.md"))
    assert "ab12" * 16 in card
    assert f"differ by {record['fairness']['gaps']['fpr']['value']:.3f}" in report
    assert f"| gb_month, gb_usual, usage_ratio | {record['attribution'][0]['value']:.3f} |" in report
    assert f"| test | 2025-11-02 | 2025-12-02 | {record['split']['test']['rows']} |" in report
    assert "label_delay_days" not in report


def test_one_run_writes_report_and_card_with_the_numbers(frame, tmp_path, monkeypatch):
    frame.to_csv(tmp_path / "in.csv", index=False)
    monkeypatch.setattr(churn, "DATA", tmp_path / "in.csv")
    monkeypatch.setattr(churn, "OUT", tmp_path / "results")
    churn.main(["run"])
    record = json.loads((tmp_path / "results" / "record.json").read_text())
    report, card = ((tmp_path / "results" / name).read_text() for name in ("report.md", "card.md"))
    assert f"AUPRC is {record['metric']['value']:.3f} (" in report
    first = record["slices"][0]
    assert f"| {first['name']} | {first['n']} | {first['value']:.3f} | {first['low']:.3f} |" in card
    assert (tmp_path / "results" / "cost.png").stat().st_size > 5000
