"""The moving figure of the lesson: a vector, its image, and the lines that a matrix keeps."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyArrowPatch

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN = "#2f5fd0", "#d9730d", "#2e8b57"

VIEW = 4  # the plane is shown from -VIEW to VIEW in both directions
TICKS = (-4, -2, 0, 2, 4)  # few: each costs time
STEPS = 12  # the most steps that can be asked for


def kept_lines(a, b, c, d, v, k):
    """The matrix [[a, b], [c, d]] on the vector v, once and k times; its eigenlines where it has any."""
    A = np.array([[a, b], [c, d]], dtype=float)
    # To quarters, as the entries are, so that v can be dragged exactly onto a line; + 0.0 against -0.0.
    v = np.round(4 * np.array(v, dtype=float)) / 4 + 0.0
    k = int(k)
    image = A @ v + 0.0
    orbit = [v]
    for _ in range(k):
        orbit.append(A @ orbit[-1])
    kind, values, lines = sorted_out(a, b, c, d)

    fig = plt.figure(figsize=(6.4, 4))
    plane = fig.add_axes((0.06, 0.09, 0.54, 0.77))
    turning = fig.add_axes((0.72, 0.09, 0.26, 0.77))
    draw_plane(plane, v, image, np.array(orbit), lines)
    draw_directions(turning, np.array(orbit), lines)
    plane.set_title(f"rows ({a:g}, {b:g}) and ({c:g}, {d:g})\n{values}", fontsize=11)

    factor = factor_of(v, image)
    alt = (
        f"The matrix with rows ({a:g}, {b:g}) and ({c:g}, {d:g}): {values}. {kind} v = ({v[0]:g}, {v[1]:g}) "
        f"goes to Av = ({image[0]:.4g}, {image[1]:.4g}). {factor}{after(k, orbit[-1])}"
    )
    return fig, alt


def sorted_out(a, b, c, d):
    """A sentence on the lines that are kept, the eigenvalues as text, and directions of the lines."""
    middle, delta = (a + d) / 2, ((a - d) / 2) ** 2 + b * c  # exact: the entries are quarters
    if delta < 0:
        real = f"{middle:.4g} " if middle else ""
        values = f"eigenvalues {real}± {np.sqrt(-delta):.4g}i"
        return "No line through the origin is kept.", values, []
    root = np.sqrt(delta)
    if delta == 0 and b == 0 and c == 0:
        return "Every line through the origin is kept.", f"eigenvalue {middle + 0.0:.4g} for all", []
    if delta == 0:
        return "One line is kept.", f"eigenvalue {middle + 0.0:.4g}, twice", [kept(a, b, c, d, middle)]
    values = [middle + root, middle - root]
    values.sort(key=abs, reverse=True)
    text = f"eigenvalues {values[0] + 0.0:.4g} and {values[1] + 0.0:.4g}"
    return "Two lines are kept.", text, [kept(a, b, c, d, one) for one in values]


def kept(a, b, c, d, value):
    """A vector that A - value I sends to zero: at right angles to the longer of its two rows."""
    rows = np.array([[a - value, b], [c, d - value]])
    row = rows[np.argmax(np.abs(rows).sum(axis=1))]
    return np.array([-row[1], row[0]]) / np.hypot(*row)


def draw_plane(ax, v, image, orbit, lines):
    ax.set(xlim=(-VIEW, VIEW), ylim=(-VIEW, VIEW), aspect="equal", xticks=TICKS, yticks=TICKS)
    ax.axhline(0, color=GRID, linewidth=1, zorder=0)
    ax.axvline(0, color=GRID, linewidth=1, zorder=0)
    for line in lines:
        ax.plot(*np.outer(line, [-2 * VIEW, 2 * VIEW]), color=GREEN, linestyle="--", linewidth=1.4, zorder=1)
    outside = np.abs(orbit).max(axis=1) > 3 * VIEW
    shown = orbit[: np.argmax(outside) + 1] if outside.any() else orbit
    ax.plot(shown[:, 0], shown[:, 1], "-o", color=MUTED, linewidth=0.8, markersize=3.5, zorder=2)
    arrow(ax, v, BLUE, "v")
    arrow(ax, image, ORANGE, "Av")


def draw_directions(ax, orbit, lines):
    """The slope angle of each vector's line, from -90 to 90 degrees, step by step."""
    alive = np.abs(orbit).max(axis=1) > 0
    steps = np.arange(len(orbit))[alive]
    for line in lines:
        ax.axhline(angle(line), color=GREEN, linestyle="--", linewidth=1.4)
    ax.plot(steps, [angle(x) for x in orbit[alive]], "o", color=MUTED, markersize=4)
    ax.set(xlim=(-0.6, STEPS + 0.6), ylim=(-95, 95), title="direction of $A^j v$\nafter $j$ steps")
    ax.set_xticks([0, 6, 12])
    ax.set_yticks([-90, 0, 90], ["-90°", "0°", "90°"])


def angle(x):
    """Of the line through x, in degrees from -90 (not included) to 90."""
    turned = np.degrees(np.arctan2(x[1], x[0]))
    return turned - 180 if turned > 90 else turned + 180 if turned <= -90 else turned


def arrow(ax, tip, color, label):
    if not tip.any():
        return  # the zero vector has no direction to draw
    style = {"arrowstyle": "-|>", "mutation_scale": 15, "linewidth": 2.4, "shrinkA": 0, "shrinkB": 0}
    ax.add_patch(FancyArrowPatch((0, 0), tuple(tip), color=color, zorder=4, **style))
    if np.abs(tip).max() < VIEW - 0.5:
        ax.annotate(label, xy=tip, xytext=(6, 4), textcoords="offset points", color=color, zorder=5)


def factor_of(v, image):
    """Whether v is kept, exactly: both are multiples of 1/16."""
    if not v.any():
        return "The zero vector has no direction."
    if v[0] * image[1] != v[1] * image[0]:
        return "Av lies on another line than v, so v is no eigenvector."
    value = image[0] / v[0] if v[0] else image[1] / v[1]
    return f"Av = {value + 0.0:.4g} v: v is an eigenvector."


def after(k, last):
    if k < 2:
        return ""
    return f" After {k} steps v has gone to ({last[0]:.4g}, {last[1]:.4g})."
