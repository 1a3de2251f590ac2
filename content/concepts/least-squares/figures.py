"""The moving figure of the lesson: the squares on the residuals of a line, their total, and the best line."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.patches import Rectangle

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

X = np.array([1.0, 2.0, 4.0, 5.0, 7.0])
Y = np.array([2.0, 2.5, 4.5, 4.0, 6.5])
LEFT, RIGHT, BOTTOM, TOP = -1.0, 11.0, -1.0, 8.5  # what is shown; one unit is as long both ways


def squares_under_line(slope, intercept, outlier):
    """Five fixed points and one that is dragged, a line, and the least-squares line."""
    outlier = np.round(2 * np.array(outlier, dtype=float)) / 2 + 0.0  # in halves
    x, y = np.append(X, outlier[0]), np.append(Y, outlier[1])
    rest = y - (intercept + slope * x)
    best_intercept, best_slope = fitted(x, y)
    total, added = float(rest @ rest), float(np.round(np.sum(rest), 9))
    least = float(np.sum((y - best_intercept - best_slope * x) ** 2))

    fig, ax = plt.subplots(figsize=(6.4, 4.6))
    fig.subplots_adjust(left=0.06, right=0.99, bottom=0.06, top=0.86)
    ax.set(xlim=(LEFT, RIGHT), ylim=(BOTTOM, TOP), aspect="equal")
    squares = [Rectangle((a, min(b, b - r)), abs(r), abs(r)) for a, b, r in zip(x, y, rest, strict=True)]
    ax.add_collection(PatchCollection(squares, facecolor=ORANGE, edgecolor=ORANGE, alpha=0.25))
    ax.add_collection(
        LineCollection([[(a, b), (a, b - r)] for a, b, r in zip(x, y, rest, strict=True)], colors=ORANGE)
    )
    ends = np.array([LEFT, RIGHT])
    ax.plot(ends, best_intercept + best_slope * ends, color=GREEN, linestyle="--", linewidth=1.6)
    ax.plot(ends, intercept + slope * ends, color=BLUE, linewidth=2.4)
    ax.plot(x, y, "o", color=INK, markersize=7)
    ax.plot(*outlier, "o", color=RED, markersize=9)
    ax.plot(np.mean(x), np.mean(y), "+", color=GREEN, markersize=14, markeredgewidth=2)
    ax.set_title(
        f"your line {line(intercept, slope)}: squares {total:.2f}, residuals sum to {added + 0.0:.2f}\n"
        f"best line {line(best_intercept, best_slope)}: squares {least:.2f}",
        fontsize=10,
        color=INK,
    )
    yours, best = (total, added), (best_intercept, best_slope, least)
    return fig, alt_text(intercept, slope, outlier, yours, best)


def fitted(x, y):
    """Intercept and slope of the least-squares line."""
    across = x - np.mean(x)
    slope = float(across @ y / (across @ across))
    return float(np.mean(y)) - slope * float(np.mean(x)), slope


def line(intercept, slope):
    return f"{intercept + 0.0:.2f} {'-' if slope < 0 else '+'} {abs(slope):.2f}x"


def alt_text(intercept, slope, outlier, yours, best):
    total, added = yours
    best_intercept, best_slope, least = best
    if total - least < 0.005:
        verdict = "No line has a smaller total."
    else:
        verdict = f"That is {total - least:.2f} above the least; the residuals add up to {added + 0.0:.2f}."
    return (
        f"Six points, one of them dragged to ({outlier[0]:g}, {outlier[1]:g}), and the line "
        f"{line(intercept, slope)}. The squares on its residuals have the total area {total:.2f}. {verdict} "
        f"The least-squares line is {line(best_intercept, best_slope)}, with the total {least:.2f}."
    )
