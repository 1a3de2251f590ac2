"""The moving figure of the lesson: a walk along two weighted arrows, and what such walks can reach."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyArrowPatch

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN = "#2f5fd0", "#d9730d", "#2e8b57"

HALF_WIDTH, HALF_HEIGHT = 8, 5  # the part of the plane that is shown
FAR = 20  # longer than its diagonal


def two_arrows(c1, c2, u, v):
    u, v = snapped(u), snapped(v)
    tip = c1 * u + c2 * v + 0.0
    reach, reach_text = span_of(u, v)

    fig, ax = plt.subplots(figsize=(6.4, 4))
    fig.subplots_adjust(left=0.07, right=0.98, bottom=0.09, top=0.9)
    ax.set(xlim=(-HALF_WIDTH, HALF_WIDTH), ylim=(-HALF_HEIGHT, HALF_HEIGHT), aspect="equal")
    ax.axhline(0, color=GRID, linewidth=1, zorder=0)
    ax.axvline(0, color=GRID, linewidth=1, zorder=0)

    if reach == "plane":
        ax.set_facecolor(GREEN + "12")  # the tint: everything can be reached
        ax.add_collection(slanted_grid(u, v))
    elif reach == "line":
        along = u if np.any(u) else v
        far = along / np.hypot(*along) * FAR
        ax.plot([-far[0], far[0]], [-far[1], far[1]], color=GREEN, alpha=0.35, linewidth=7)

    arrow(ax, (0, 0), u, MUTED, "u")
    arrow(ax, (0, 0), v, MUTED, "v")
    arrow(ax, (0, 0), c1 * u, BLUE, wide=True)
    arrow(ax, c1 * u, tip, ORANGE, wide=True)
    ax.plot(*tip, "o", color=GREEN, markersize=9, zorder=5)
    ax.set_title(f"{c1:g} u {'-' if c2 < 0 else '+'} {abs(c2):g} v = ({tip[0]:.4g}, {tip[1]:.4g})", color=INK)

    seen = "" if inside(tip) else ", outside the picture"
    alt = (
        f"Starting at the origin, {c1:g} times u = ({u[0]:g}, {u[1]:g}) and from there {c2:g} times "
        f"v = ({v[0]:g}, {v[1]:g}) leads to ({tip[0]:.4g}, {tip[1]:.4g}){seen}. {reach_text}"
    )
    return fig, alt


def snapped(point):
    """To halves, since no hand would drag two arrows exactly into line. (+ 0.0 turns -0.0 into 0.0.)"""
    return np.round(2 * np.array(point, dtype=float)) / 2 + 0.0


def span_of(u, v):
    """What the combinations of u and v fill: "plane", "line" or "origin", and the same as a sentence."""
    det = u[0] * v[1] - u[1] * v[0]
    if abs(det) > 1e-9:
        return "plane", "u and v are not parallel, so every point of the plane can be reached."
    if np.any(u) or np.any(v):
        return "line", "u and v are parallel, so only one line through the origin can be reached."
    return "origin", "Both vectors are zero, so only the origin can be reached."


def slanted_grid(u, v):
    """The lines of points with a whole number of steps along u, or along v. One artist: drawing is fast."""
    det = abs(u[0] * v[1] - u[1] * v[0])
    lines = []
    for step, along in ((u, v), (v, u)):
        if det / np.hypot(*along) < 0.25:
            continue  # lines this close together would only blacken the picture
        far = along / np.hypot(*along) * FAR
        lines += [(k * step - far, k * step + far) for k in range(-FAR, FAR + 1)]
    return LineCollection(lines, colors=GREEN, alpha=0.25, linewidths=0.8, zorder=1)


def arrow(ax, start, end, color, label="", wide=False):
    if np.allclose(start, end):
        return  # an arrow of length zero has no direction to draw
    ax.add_patch(
        FancyArrowPatch(
            start,
            end,
            arrowstyle="-|>",
            mutation_scale=16 if wide else 12,
            linewidth=2.6 if wide else 1.4,
            color=color,
            shrinkA=0,
            shrinkB=0,
            zorder=4 if wide else 3,
        )
    )
    if label:
        ax.annotate(label, xy=end, xytext=(6, 4), textcoords="offset points", color=color)


def inside(point):
    return abs(point[0]) <= HALF_WIDTH and abs(point[1]) <= HALF_HEIGHT
