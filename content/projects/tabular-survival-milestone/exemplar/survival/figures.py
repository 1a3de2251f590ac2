"""The figures of the report, drawn from the run record and the table of patients."""

from __future__ import annotations

from typing import Any

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from survival.patients import CATEGORICAL, NUMERIC, UNKNOWN

matplotlib.rcParams.update({"font.size": 9, "axes.spines.top": False, "axes.spines.right": False})
BLUE, GREY = "#2b5d8a", "#9a9a9a"


def missing_shares(patients: pd.DataFrame) -> pd.DataFrame:
    """Share of unknown cells, one row for each clinic and one column for each measurement that lacks any."""
    columns = [name for name in NUMERIC + CATEGORICAL if name != "clinic"]
    unknown = patients[columns].isna() | (patients[columns] == UNKNOWN)
    shares = unknown.groupby(patients["clinic"]).mean()
    return shares.loc[:, shares.max() > 0.02]


def draw_missing(shares: pd.DataFrame) -> Figure:
    figure = Figure(figsize=(6.4, 2.4), layout="constrained")
    axes = figure.subplots()
    picture = axes.imshow(shares.to_numpy(), cmap="Blues", vmin=0, vmax=1, aspect="auto")
    axes.set_xticks(range(shares.shape[1]), shares.columns, rotation=25)
    axes.set_yticks(range(shares.shape[0]), shares.index)
    for row, column in np.ndindex(*shares.shape):
        share = shares.iat[row, column]
        axes.text(column, row, f"{share:.0%}", ha="center", va="center", color="w" if share > 0.5 else "k")
    axes.set_title("Unknown cells by clinic (zero cholesterol counted as unknown)")
    figure.colorbar(picture, label="share unknown")
    return figure


def draw_models(record: dict[str, Any]) -> Figure:
    """Every fold of every model: the same folds, so that dots of one colour belong together."""
    figure = Figure(figsize=(6.4, 2.6), layout="constrained")
    axes = figure.subplots()
    models = sorted(record["models"], key=lambda one: one["mean"])
    for place, one in enumerate(models):
        axes.plot(one["folds"], [place] * len(one["folds"]), "o", color=GREY, markersize=4)
        axes.plot(one["mean"], place, "D", color=BLUE, markersize=7)
    axes.axvline(record["baseline"]["value"], color=GREY, linestyle="--", label=record["baseline"]["name"])
    axes.set_yticks(range(len(models)), [one["name"] for one in models])
    axes.set_xlabel("AUROC on unseen folds (dots) and their mean (diamond)")
    axes.set_title("Model basket")
    axes.legend(loc="upper left")
    return figure


def draw_slices(record: dict[str, Any]) -> Figure:
    figure = Figure(figsize=(6.4, 3.0), layout="constrained")
    axes = figure.subplots()
    table = [one for one in record["slices"] if one["value"] is not None][::-1]
    for place, one in enumerate(table):
        axes.plot([one["low"], one["high"]], [place, place], color=GREY, linewidth=3)
        axes.plot(one["value"], place, "o", color=BLUE)
    axes.axvline(record["metric"]["value"], color=BLUE, linestyle=":", label="everyone")
    axes.set_yticks(range(len(table)), [f"{one['name']} (n = {one['n']})" for one in table])
    axes.set_xlabel("AUROC with 95 % interval")
    axes.set_title("Where the model is worse")
    axes.legend(loc="lower left")
    return figure
