"""The three figures of the report. Each says what its axes measure; only bins and curves are computed."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np

from risk.deciding import cost_curve
from risk.measures import quantile_bins, wilson

INK, ACCENT, QUIET = "#1b2a41", "#c8553d", "#8d99ae"
WIDE, SQUARE, TALL = (6.4, 4.0), (5.2, 4.6), (6.4, 8.2)  # inches
HALF = 0.5  # the threshold of habit
plt.rcParams.update(
    {"legend.frameon": False, "errorbar.capsize": 2, "savefig.dpi": 120, "savefig.bbox": "tight"}
)


def _save(figure: plt.Figure, path: Path) -> None:
    figure.savefig(path, metadata={"Software": None})
    plt.close(figure)


def draw_cost(y: np.ndarray, p: np.ndarray, decision: dict, path: Path) -> None:
    thresholds, costs = cost_curve(y, p)
    figure, axes = plt.subplots(figsize=WIDE)
    axes.plot(thresholds, costs, color=INK)
    axes.axhline(decision["cost_of_nothing"], color=QUIET, linestyle=":", label="stop nothing")
    marks = {"chosen": (decision["threshold"], decision["cost_per_case"], ACCENT)}
    marks["one half"] = (HALF, decision["cost_at_half"], QUIET)
    for name, (x, height, colour) in marks.items():
        axes.plot([x], [height], "o", color=colour, label=f"{name}: {x:.3f} costs {height:.2f}")
    axes.set(xscale="log", xlabel="stop from this probability on", ylabel="expected cost of one payment")
    axes.set_title("Cost of the decision on the test part")
    axes.legend()
    _save(figure, path)


def draw_calibration(y: np.ndarray, p: np.ndarray, path: Path) -> None:
    bins = quantile_bins(y, p)
    mean, share, size = (np.array(values) for values in zip(*bins, strict=True))
    low, high = np.transpose([wilson(round(s * n), n) for s, n in zip(share, size, strict=True)])
    figure, axes = plt.subplots(figsize=SQUARE)
    axes.axline((0, 0), slope=1, color=QUIET, linestyle=":", label="as promised")
    below, above = (share - low).clip(0), (high - share).clip(0)
    axes.errorbar(mean, share, yerr=[below, above], fmt="o", color=INK, label="a tenth of the payments")
    axes.set(xlabel="mean predicted probability", ylabel="share that was fraud (95 % interval)")
    axes.set_title("Calibration on the test part")
    axes.legend()
    _save(figure, path)


def draw_slices(rows: list[dict], whole: float, path: Path) -> None:
    """`rows` worst first; the worst is drawn at the top."""
    names = [f"{row['name']} ({row['frauds']}/{row['n']})" for row in rows]
    value, low, high = (np.array([row[key] for row in rows]) for key in ("value", "low", "high"))
    figure, axes = plt.subplots(figsize=TALL)
    axes.errorbar(value, names, xerr=[value - low, high - value], fmt="o", color=INK)
    axes.axvline(whole, color=ACCENT, label=f"all payments: {whole:.3f}")
    axes.invert_yaxis()
    axes.set(
        xlabel="AUROC within the slice, 95 % interval", title="Slices of the test part (frauds/payments)"
    )
    axes.legend(loc="lower left")
    _save(figure, path)
