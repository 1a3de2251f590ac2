"""The moving figure of the lesson on Bayes' theorem."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

INK, MUTED, GRID, BLUE, ORANGE, RED = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#c93c37"
COLUMNS, ROWS = 40, 25


def thousand_people(prevalence, sensitivity, specificity):
    """Left: a thousand people as cells, filled column by column. Right: both predictive values against the
    prevalence. All three controls are in per cent.
    """
    p, sens, spec = prevalence / 100, sensitivity / 100, specificity / 100
    sick = round(1000 * p)
    found, alarms = round(sick * sens), round((1000 - sick) * (1 - spec))
    groups = [(found, RED), (sick - found, ORANGE), (alarms, BLUE), (1000 - sick - alarms, GRID)]

    fig, (left, right) = plt.subplots(1, 2, figsize=(6.8, 3.7), width_ratios=[1.35, 1])
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.16, top=0.82, wspace=0.2)
    start = 0
    for count, colour in groups:
        for x, y, width, height in runs(start, start + count):
            left.add_patch(Rectangle((x, y), width, height, color=colour, linewidth=0))
        start += count
    lines = [[(x, 0), (x, ROWS)] for x in range(COLUMNS + 1)] + [
        [(0, y), (COLUMNS, y)] for y in range(ROWS + 1)
    ]
    left.add_collection(LineCollection(lines, colors=MUTED, linewidths=0.4))
    left.set(xlim=(0, COLUMNS), ylim=(ROWS, 0), aspect="equal")
    left.axis("off")
    left.set_title(f"sick: {found} positive, {sick - found} negative", fontsize=10, color=RED)
    left.text(20, 26, f"healthy: {alarms} positive", fontsize=10, color=BLUE, ha="center", va="top")

    at = np.logspace(-3, np.log10(0.5), 60)
    across = np.log10(100 * at)
    right.plot(across, at * sens / (at * sens + (1 - at) * (1 - spec)), color=RED)
    right.plot(across, (1 - at) * spec / ((1 - at) * spec + at * (1 - sens)), color=MUTED)
    ppv = p * sens / (p * sens + (1 - p) * (1 - spec))
    npv = (1 - p) * spec / ((1 - p) * spec + p * (1 - sens))
    right.plot(np.log10([prevalence, prevalence]), [ppv, npv], "o", color=INK)
    right.set_xticks(np.log10([0.1, 1, 10, 50]), ["0.1", "1", "10", "50"])
    right.set(ylim=(0, 1.03), xlabel="prevalence (%)", yticks=[0, 0.5, 1])
    right.set_title(f"P(sick | positive) = {ppv:.3f}\nP(healthy | negative) = {npv:.4f}", fontsize=10)
    right.spines[["top", "right"]].set_visible(False)

    alt = (
        f"Of 1000 people {sick} are sick: {found} of them test positive and {sick - found} negative. Of the"
        f" {1000 - sick} healthy ones {alarms} test positive. P(sick | positive) is {ppv:.3f},"
        f" P(healthy | negative) is {npv:.4f}."
    )
    return fig, alt


def runs(start, stop):
    """The cells start to stop - 1, down the columns, as three rectangles (x, y, width, height) or fewer."""
    while start < stop:
        x, y = divmod(start, ROWS)
        if y == 0 and stop - start >= ROWS:
            width = (stop - start) // ROWS
            yield x, 0, width, ROWS
            start += width * ROWS
        else:
            height = min(ROWS - y, stop - start)
            yield x, y, 1, height
            start += height
