from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from survival.figures import draw_missing, draw_models, draw_slices, missing_shares
from survival.pipeline import DATA, SHA256, check_data
from survival.report import models_table, report, slices_table, span, worst_slice

RECORD = {
    "seed": 0,
    "rows": 10,
    "metric": {"name": "auroc", "value": 0.9, "low": 0.8, "high": 0.95},
    "baseline": {"name": "age", "value": 0.75},
    "models": [
        {"name": "forest", "family": "forest", "folds": [0.6, 0.8], "mean": 0.7, "spread": 0.1},
        {"name": "line", "family": "linear", "folds": [0.88, 0.9], "mean": 0.89, "spread": 0.01},
        {"name": "bush", "family": "forest", "folds": [0.5, 0.6], "mean": 0.55, "spread": 0.07},
    ],
    "chosen": "line",
    "cv": {"mean": 0.89, "se": 0.01},
    "slices": [
        {"name": "North", "n": 6, "value": 0.95, "low": 0.9, "high": 1.0},
        {"name": "South", "n": 3, "value": 0.6, "low": 0.3, "high": 0.9},
        {"name": "East", "n": 1, "value": None, "low": None, "high": None},
    ],
}


def test_tables_show_the_best_model_first_and_dashes_for_what_cannot_be_told():
    assert models_table(RECORD).splitlines()[2] == "| line | linear | 0.890 | 0.010 |"
    assert slices_table(RECORD).splitlines()[3:] == [
        "| South | 3 | 0.600 | 0.300 to 0.900 |",
        "| East | 1 | - | - |",
    ]
    assert span(RECORD["slices"][2]) == "-"


def test_the_worst_slice_is_the_one_of_lowest_value():
    assert worst_slice(RECORD)["name"] == "South"


def test_the_report_fills_every_place_of_its_template():
    text = report(Path("report.template.md").read_text(), RECORD)
    assert "$" not in text
    assert "AUROC is 0.900 (0.800 to 0.950)" in text and "brings 0.150" in text.replace("bring ", "brings ")
    assert "The worst slice is South: AUROC 0.600" in text
    assert "The best of the others is forest with a mean of 0.700" in text


def test_shares_of_unknown_cells_are_counted_for_each_clinic():
    patients = pd.DataFrame({"clinic": ["A", "A", "B", "B"]})
    for name in ("age", "trestbps", "chol", "thalch", "oldpeak", "ca"):
        patients[name] = [1.0, np.nan, 1.0, 1.0]
    for name in ("sex", "cp", "fbs", "restecg", "exang", "slope", "thal"):
        patients[name] = ["x", "x", "unknown", "x"]
    patients["sex"] = "x"
    shares = missing_shares(patients)
    assert shares.loc["A", "chol"] == 0.5 and shares.loc["B", "thal"] == 0.5 and shares.loc["B", "chol"] == 0
    assert "sex" not in shares.columns and "clinic" not in shares.columns


def test_figures_show_every_model_and_slice_that_has_a_value():
    models, slices = draw_models(RECORD).axes[0], draw_slices(RECORD).axes[0]
    assert [one.get_text() for one in models.get_yticklabels()] == ["bush", "forest", "line"]
    assert list(models.lines[4].get_xdata()) == [0.88, 0.9]
    assert [one.get_text() for one in slices.get_yticklabels()] == ["South (n = 3)", "North (n = 6)"]
    assert list(slices.lines[0].get_xdata()) == [0.3, 0.9] and "AUROC" in slices.get_xlabel()


def test_the_map_of_unknown_cells_prints_the_share_of_each():
    axes = draw_missing(pd.DataFrame({"chol": [0.0, 1.0], "ca": [0.5, 0.6]}, index=["A", "B"])).axes[0]
    assert [one.get_text() for one in axes.texts] == ["0%", "50%", "100%", "60%"]
    assert [one.get_color() for one in axes.texts] == ["k", "k", "w", "w"]


def test_the_data_are_those_that_the_numbers_are_about(tmp_path):
    check_data(DATA, SHA256)
    other = tmp_path / "other.csv"
    other.write_text("age\n1\n")
    with pytest.raises(ValueError, match="checksum"):
        check_data(other, SHA256)
