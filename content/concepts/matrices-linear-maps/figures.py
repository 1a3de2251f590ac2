"""The moving figure of the lesson: what a 2 x 2 matrix, and a second one after it, do to the plane."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyArrowPatch, Polygon

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

HALF_WIDTH, HALF_HEIGHT, LINES = 5.6, 3.5, 12
SECOND = {
    "nothing": [[1, 0], [0, 1]],
    "quarter turn": [[0, -1], [1, 0]],
    "mirror in the x-axis": [[1, 0], [0, -1]],
    "shear": [[1, 1], [0, 1]],
    "flatten": [[1, 0], [0, 0]],
}


def moved_plane(first, second, share, then, swapped):
    """Grid and unit square under (1 - share) I + share M, where M is the matrix and what comes after it."""
    A = (
        np.round(4 * np.column_stack([first, second])) / 4
    )  # in quarters: no hand would drag two columns into line
    S = np.array(SECOND[then], dtype=float)
    whole = (A @ S if swapped else S @ A) + 0.0
    M = (1 - share) * np.eye(2) + share * whole + 0.0
    area = M[0, 0] * M[1, 1] - M[0, 1] * M[1, 0] + 0.0

    fig, ax = plt.subplots(figsize=(6.4, 4.3))
    fig.subplots_adjust(left=0.07, right=0.98, bottom=0.08, top=0.86)
    ax.set(xlim=(-HALF_WIDTH, HALF_WIDTH), ylim=(-HALF_HEIGHT, HALF_HEIGHT), aspect="equal")
    ax.add_collection(LineCollection(grid(np.eye(2)), colors=GRID, linewidths=0.7, zorder=0))
    ax.add_collection(LineCollection(grid(M), colors=MUTED, linewidths=0.8, alpha=0.6, zorder=1))
    corners = np.array([[0, 1, 1, 0], [0, 0, 1, 1]])
    tint = GREEN if area > 0 else RED
    ax.add_patch(Polygon((M @ corners).T, facecolor=tint, edgecolor=tint, alpha=0.35, linewidth=2, zorder=2))
    arrow(ax, M[:, 0], BLUE, "image of $e_1$")
    arrow(ax, M[:, 1], ORANGE, "image of $e_2$")
    if then != "nothing" or share < 1:  # where the two points that are dragged lie
        ax.plot(*A[:, 0], "o", color=BLUE, alpha=0.5, markersize=7)
        ax.plot(*A[:, 1], "o", color=ORANGE, alpha=0.5, markersize=7)
    ax.set_title(
        f"{name_of(then, swapped)}: rows {row(M[0])}, {row(M[1])}\narea factor {area:.4g}", fontsize=11
    )
    return fig, alt_text(M, area, share, then, swapped)


def grid(M):
    """The images of the grid lines, straight since the map is linear."""
    steps = np.arange(-LINES, LINES + 1)
    ends = [[[i, -LINES], [i, LINES]] for i in steps] + [[[-LINES, i], [LINES, i]] for i in steps]
    return np.array(ends, dtype=float) @ M.T


def arrow(ax, tip, color, label):
    if not np.allclose(tip, 0):
        style = {"arrowstyle": "-|>", "mutation_scale": 16, "linewidth": 2.6, "shrinkA": 0, "shrinkB": 0}
        ax.add_patch(FancyArrowPatch((0, 0), tuple(tip), color=color, zorder=4, **style))
    if not np.allclose(tip, 0) and abs(tip[0]) < HALF_WIDTH - 1 and abs(tip[1]) < HALF_HEIGHT - 0.4:
        ax.annotate(label, xy=tip, xytext=(6, 5), textcoords="offset points", color=color, zorder=5)


def row(entries):
    return "(" + ", ".join(f"{round(float(e), 3) + 0.0:g}" for e in entries) + ")"


def name_of(then, swapped):
    if then == "nothing":
        return "the matrix"
    return f"{then}, then the matrix" if swapped else f"the matrix, then {then}"


def alt_text(M, area, share, then, swapped):
    at = "" if share == 1 else f", {share:.0%} of the way from the identity"
    if abs(area) < 1e-9:
        verdict = "The square is flattened: the area factor is 0."
    elif area > 0:
        verdict = f"The unit square becomes a parallelogram of area {area:.4g}, not turned over."
    else:
        verdict = f"The unit square, turned over, has area {-area:.4g}: the factor is {area:.4g}."
    return (
        f"{name_of(then, swapped).capitalize()}{at}: e1 goes to {row(M[:, 0])} and e2 to {row(M[:, 1])}. "
        f"Grid lines stay straight, parallel and evenly spaced. {verdict}"
    )
