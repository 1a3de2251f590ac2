import json
import sys

import joblib
import numpy as np
import pandas as pd
import pytest
from survival import evaluation, pipeline, predict, train

from tests.test_report import RECORD


@pytest.fixture
def csv(patients, tmp_path):
    path = tmp_path / "patients.csv"
    patients.to_csv(path, index=False)
    return path


def call(monkeypatch, main, *words) -> None:
    monkeypatch.setattr(sys, "argv", ["command", *map(str, words)])
    main()


def test_train_writes_a_model_that_predict_reads(monkeypatch, csv, patients, tmp_path):
    model, out = tmp_path / "new" / "model.joblib", tmp_path / "out.csv"
    call(monkeypatch, train.main, "--data", csv, "--model", model)
    call(monkeypatch, predict.main, "--data", csv, "--model", model, "--out", out)
    p = pd.read_csv(out)["probability"]
    assert len(p) == len(patients) and p.between(0, 1).all()
    assert np.allclose(p, joblib.load(model).predict_proba(patients)[:, 1])


def test_evaluate_writes_record_and_folds_of_its_seed(monkeypatch, csv, tmp_path):
    made = pd.DataFrame({"row": [0], "fold": [0], "probability": [0.5]})
    monkeypatch.setattr(
        evaluation, "evaluate", lambda patients, seed: ({"seed": seed, "n": len(patients)}, made)
    )
    out, folds = tmp_path / "new" / "record.json", tmp_path / "new" / "folds.csv"
    call(monkeypatch, evaluation.main, "--data", csv, "--out", out, "--folds", folds, "--seed", 4)
    assert json.loads(out.read_text()) == {"seed": 4, "n": 160}
    assert folds.read_text().splitlines() == ["row,fold,probability", "0,0,0.5"]
    call(monkeypatch, evaluation.main, "--data", csv, "--out", out, "--folds", folds)
    assert json.loads(out.read_text())["seed"] == 0


@pytest.mark.parametrize("main", [train.main, predict.main, evaluation.main])
def test_a_command_without_its_files_says_which(monkeypatch, capsys, main):
    with pytest.raises(SystemExit):
        call(monkeypatch, main)
    said = capsys.readouterr().err.partition("required: ")[2]
    assert "--data" in said and said.count("--") == (2 if main is train.main else 3)


def test_the_one_command_makes_every_output(monkeypatch, tmp_path, patients):
    made = pd.DataFrame({"row": [0], "fold": [0], "probability": [0.5]})
    monkeypatch.setattr(pipeline, "evaluate", lambda patients, seed: (RECORD, made))
    monkeypatch.setattr(pipeline, "DATA", pipeline.DATA.absolute())
    monkeypatch.setattr(pipeline, "TEMPLATE", pipeline.TEMPLATE.absolute())
    monkeypatch.chdir(tmp_path)
    pipeline.run(0)
    names = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert names == [
        "figures/missing.png", "figures/models.png", "figures/slices.png", "report.md", "results/folds.csv",
        "results/model.joblib", "results/record.json",
    ]  # fmt: skip
    assert json.loads((tmp_path / "results/record.json").read_text()) == RECORD
    assert "AUROC is 0.900" in (tmp_path / "report.md").read_text()
    assert "row" in (tmp_path / "results/folds.csv").read_text()
