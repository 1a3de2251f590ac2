"""The programs as a stranger runs them, on a small file."""

import hashlib
import json
import sys

import joblib
import numpy as np
import pandas as pd
import pytest
from risk import card, evaluate, predict, report, run, train
from risk.figures import draw_calibration, draw_cost, draw_slices
from risk.payments import read_payments, target
from risk.splitting import split_by_time
from risk.train import CHOSEN


def call(program, monkeypatch, *words):
    monkeypatch.setattr(sys, "argv", ["program", *map(str, words)])
    program.main()


@pytest.fixture(scope="module")
def record(file):
    model = train.train(file, 0, "boosted-small")
    parts = split_by_time(read_payments(file))
    models = [{"name": "boosted", "family": "boosted trees", "folds": [0.31, 0.35]}]
    more = {"models": models, "chosen": "boosted", "leak": {"column": "dispute_minutes", "auroc": 0.97}}
    return run.measure(model, parts) | more


def test_train_then_predict_gives_a_row_for_each_payment(file, tmp_path, monkeypatch):
    model, out = tmp_path / "model.joblib", tmp_path / "out.csv"
    call(train, monkeypatch, "--data", file, "--model", model, "--seed", 1)
    call(predict, monkeypatch, "--model", model, "--data", file, "--out", out)
    said, shipped = pd.read_csv(out), joblib.load(model)
    assert said["probability"].to_numpy() == pytest.approx(shipped.probability(read_payments(file)))
    assert list(said) == ["probability", "stop"]
    assert said["stop"].tolist() == (said["probability"] >= 0.0625).astype(int).tolist()


def test_the_same_seed_trains_the_same_model(file):
    frame = read_payments(file)
    first, again = (train.train(file, 2, "boosted-small").probability(frame) for _ in range(2))
    assert first.tolist() == again.tolist()


def test_evaluation_scores_later_rows_once(file, tmp_path, monkeypatch):
    out, folds = tmp_path / "record.json", tmp_path / "folds.csv"
    call(evaluate, monkeypatch, "--data", file, "--out", out, "--folds", folds)
    rows, said = pd.read_csv(folds), json.loads(out.read_text())
    assert rows["row"].is_unique
    assert len(rows) > 1800
    assert said["cv"]["mean"] == pytest.approx(np.mean(said["cv"]["folds"]))
    assert said["cv"]["se"] == pytest.approx(np.std(said["cv"]["folds"], ddof=1) / 3**0.5)
    assert sorted(rows["fold"].unique()) == [0, 1, 2]


def test_a_file_without_a_column_is_refused_by_name(payments, tmp_path):
    path = tmp_path / "short.csv"
    payments.drop(columns="merchant").to_csv(path, index=False)
    with pytest.raises(ValueError, match="merchant"):
        read_payments(path)


def test_the_record_holds_what_was_measured_on_the_test_part(record, payments):
    parts = split_by_time(payments)
    assert record["metric"]["low"] < record["metric"]["value"] < record["metric"]["high"]
    assert record["metric"]["value"] - record["baseline"]["value"] == pytest.approx(record["gain"]["value"])
    assert record["gain"]["low"] < record["gain"]["value"] < record["gain"]["high"]
    assert record["base_rate"]["test"] == pytest.approx(target(parts.test).mean())
    assert record["split"]["label_delay_days"] == 7
    assert record["split"]["test"] == {
        "from": "2025-03-22",
        "to": "2025-04-05",
        "rows": len(parts.test),
        "positives": int(target(parts.test).sum()),
    }


def test_the_report_takes_its_numbers_from_the_record(record):
    written = report.write(record)
    text = " ".join(written.split())
    assert f"AUPRC of {record['metric']['value']:.3f}" in text
    assert f"an AUROC of {record['leak']['auroc']:.3f}" in text
    assert f"right in {100 - 100 * record['base_rate']['test']:.1f} %" in text
    assert f"would be {4 / 124:.4f}." in text
    assert text.count("| AUROC |") == 1 and f"That of `{record['slices'][0]['name']}`" in text
    assert f"payment then costs {record['decision']['cost_per_case']:.3f}" in text
    assert f"| boosted | boosted trees | {0.33:.3f} | 0.310, 0.350 |" in text
    for heading in ("Split", "Calibration", "Decision", "Slices", "Fairness", "Limits"):
        assert f"\n## {heading}\n" in written
    for one in record["fairness"]["groups"]:
        assert f"| {one['name']} | {one['n']} | {one['frauds']} | {one['tpr']:.3f}" in text


def test_figures_show_the_curve_and_the_points(record, tmp_path, monkeypatch):
    kept = {}
    monkeypatch.setattr("risk.figures._save", lambda figure, path: kept.update({path: figure.axes[0]}))
    y, p = np.array([0, 1] * 30), np.linspace(0.01, 0.9, 60)
    draw_cost(y, p, record["decision"], "cost")
    draw_calibration(y, p, "calibration")
    draw_slices(record["slices"], 0.8, "slices")
    curve, nothing, chosen, half = kept["cost"].lines
    assert curve.get_xdata()[0] == pytest.approx(0.005)
    assert nothing.get_ydata()[0] == record["decision"]["cost_of_nothing"]
    assert (chosen.get_xdata()[0], half.get_xdata()[0]) == (record["decision"]["threshold"], 0.5)
    assert half.get_ydata()[0] == record["decision"]["cost_at_half"]
    assert kept["calibration"].lines[1].get_xdata()[0] == pytest.approx(p[:6].mean())
    bars = kept["calibration"].collections[0].get_segments()
    assert all(0 <= low < high <= 1 for (_, low), (_, high) in bars)
    assert kept["slices"].get_yticklabels()[0].get_text().startswith(record["slices"][0]["name"])
    left = [line[0][0] for line in kept["slices"].collections[0].get_segments()]
    assert left == pytest.approx([row["low"] for row in record["slices"]])
    for axes in kept.values():
        assert axes.get_title() and axes.get_xlabel() and axes.get_legend()


def test_everything_in_one_go_writes_seven_files(file, tmp_path, monkeypatch):
    models = [{"name": CHOSEN, "family": "boosted trees", "folds": [0.3, 0.3]}]
    monkeypatch.setattr(run, "DATA", file)
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(run, "compare", lambda train, seed: models)
    (tmp_path / "results").mkdir()
    run.main()
    names = sorted(path.name for path in (tmp_path / "results").iterdir())
    figures = ["calibration.png", "cost.png", "slices.png"]
    assert names == sorted([*figures, "model.joblib", "model_card.md", "record.json", "report.md"])
    said = json.loads((tmp_path / "results" / "record.json").read_text())
    assert said["chosen"] == CHOSEN
    assert said["leak"]["auroc"] > 0.99
    card_text = (tmp_path / "results" / "model_card.md").read_text()
    digest = hashlib.sha256((tmp_path / "results" / "model.joblib").read_bytes()).hexdigest()
    assert digest in card_text


def test_another_choice_of_the_folds_stops_the_run(file, tmp_path, monkeypatch):
    models = [{"name": "logistic", "family": "linear", "folds": [0.3, 0.3]}]
    monkeypatch.setattr(run, "DATA", file)
    monkeypatch.setattr(run, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(run, "compare", lambda train, seed: models)
    with pytest.raises(SystemExit, match="logistic"):
        run.main()


def test_the_card_names_the_model_and_every_slice(record):
    text = card.write(record, "ab12" * 16)
    assert "SHA-256 `" + "ab12" * 16 + "`" in text
    for one in record["slices"]:
        assert (
            f"| {one['name']} | {one['n']} | {one['value']:.3f} | {one['low']:.3f} to {one['high']:.3f} |"
            in text
        )
    for heading in (
        "Intended use",
        "Out of scope",
        "Data",
        "Metrics by slice",
        "Limits",
        "Ethics",
        "Maintenance",
    ):
        assert f"\n## {heading}\n" in text
