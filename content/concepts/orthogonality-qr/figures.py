"""The moving figure of the lesson: the shadow of a point on a plane, from the side and from above."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyArrowPatch, Polygon

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED, VIOLET = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37", "#7b4fc9"

SIDE, ABOVE = 4.5, 7.5  # half the width of what each of the two pictures shows
DEPTH = 2.0  # how far behind the page the point lies; the tilt does not change that


def shadow_on_plane(x, tilt, angle):
    """A point, its projection on a tilted plane, and the sum of its projections on two unit vectors in it."""
    x = np.round(2 * np.array(x, dtype=float)) / 2 + 0.0  # in halves
    slope, turn = np.radians(tilt), np.radians(angle)
    along = np.array([np.cos(slope), np.sin(slope)])  # the plane as it is seen from the side
    foot = (along @ x) * along
    p = np.array([along @ x, DEPTH])  # the projection as it is seen from above
    u, v = np.array([1.0, 0.0]), np.array([np.cos(turn), np.sin(turn)])
    shadows = np.array([(p @ u) * u, (p @ v) * v])
    total = shadows.sum(axis=0)

    fig, (side, above) = plt.subplots(1, 2, figsize=(6.4, 3.7))
    fig.subplots_adjust(left=0.05, right=0.99, bottom=0.08, top=0.84, wspace=0.14)
    for ax, half in ((side, SIDE), (above, ABOVE)):
        ax.set(xlim=(-half, half), ylim=(-half, half), aspect="equal", xticks=(-4, 0, 4), yticks=(-4, 0, 4))
    draw_side(side, x, foot, along)
    draw_above(above, p, (u, v), shadows, total)
    return fig, alt_text(x, foot, tilt, angle, total - p)


def draw_side(ax, x, foot, along):
    ax.plot(*np.array([-2 * SIDE * along, 2 * SIDE * along]).T, color=MUTED, linewidth=3)
    rest = x - foot
    height = np.hypot(*rest)
    if height > 0.3:
        back = -along if along @ foot > 0 else along  # the mark of the right angle, towards the origin
        corner = [foot + 0.3 * back, foot + 0.3 * back + 0.3 * rest / height, foot + 0.3 * rest / height]
        ax.plot(*np.array(corner).T, color=INK, linewidth=1)
    ax.plot(*np.array([foot, x]).T, color=ORANGE, linewidth=2.4)
    arrow(ax, np.zeros(2), foot, GREEN, 2.4)
    ax.plot(*x, "o", color=INK, markersize=8)
    ax.annotate("x", xy=x, xytext=(7, 5), textcoords="offset points", color=INK)
    ax.set_title(f"from the side: residual {height:.2f}", fontsize=10, color=INK)


def draw_above(ax, p, units, shadows, total):
    for unit, color in zip(units, (BLUE, VIOLET), strict=True):
        ax.plot(*np.array([-2 * ABOVE * unit, 2 * ABOVE * unit]).T, color=color, linewidth=0.8, alpha=0.5)
        arrow(ax, np.zeros(2), unit, color, 2.4)
    ax.add_collection(LineCollection([[p, s] for s in shadows], colors=MUTED, linestyles="--", linewidths=1))
    corners = [np.zeros(2), shadows[0], total, shadows[1]]
    ax.add_patch(Polygon(corners, facecolor=RED, edgecolor=RED, alpha=0.12))
    ax.plot(*shadows.T, "o", color=MUTED, markersize=5)
    ax.plot(*total, "s", color=RED, markersize=8)
    ax.plot(*p, "o", color=GREEN, markersize=8)
    ax.set_title(f"from above: the sum is off by {np.hypot(*(total - p)):.2f}", fontsize=10, color=INK)


def arrow(ax, start, end, color, width):
    if np.allclose(start, end):
        return  # an arrow of length zero has no direction to draw
    style = {"arrowstyle": "-|>", "mutation_scale": 12, "shrinkA": 0, "shrinkB": 0}
    ax.add_patch(FancyArrowPatch(tuple(start), tuple(end), color=color, linewidth=width, zorder=4, **style))


def alt_text(x, foot, tilt, angle, miss):
    off, height = np.hypot(*miss), np.hypot(*(x - foot))
    if height < 1e-9:
        rest = "The point lies in the plane and is its own projection."
    else:
        rest = (
            f"Its projection lies at ({short(foot[0])}, {short(foot[1])}), and the residual of length "
            f"{short(height)} stands at a right angle to the plane."
        )
    if off < 1e-9:
        verdict = "the shadows on the two directions add up to the projection."
    else:
        verdict = f"the sum of the shadows on the two directions misses the projection by {short(off)}."
    return (
        f"A plane tilted by {tilt:g} degrees, seen edge-on, and the point ({short(x[0])}, {short(x[1])}). "
        f"{rest} Seen from above, two unit vectors in the plane include {angle:g} degrees: {verdict}"
    )


def short(number):
    return f"{round(float(number), 2) + 0.0:g}"
