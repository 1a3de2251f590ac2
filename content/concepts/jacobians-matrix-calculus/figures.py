"""The moving figure of the lesson: a patch of the plane under a curved map, and under its Jacobian."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

INK, MUTED, GRID, BLUE, ORANGE = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d"

HALF_SIDE = 0.5  # of the patch at zoom 0
LINES, FINE = 7, 25  # grid lines each way, and points on each

# name: (map, Jacobian), on arrays x and y
MAPS = {
    "squaring": (lambda x, y: (x**2 - y**2, 2 * x * y), lambda x, y: [[2 * x, -2 * y], [2 * y, 2 * x]]),
    "polar": (
        lambda x, y: (x * np.cos(y), x * np.sin(y)),
        lambda x, y: [[np.cos(y), -x * np.sin(y)], [np.sin(y), x * np.cos(y)]],
    ),
    "waves": (
        lambda x, y: (x + 0.4 * np.sin(3 * y), y + 0.4 * np.sin(2 * x)),
        lambda x, y: [[1, 1.2 * np.cos(3 * y)], [0.8 * np.cos(2 * x), 1]],
    ),
    "fold": (lambda x, y: (x + 0.5 * y, y**2), lambda x, y: [[1, 0.5], [0, 2 * y]]),
}


def local_linear_map(point, zoom, which):
    """Left: the patch round the point. Right: its image, with the image under the Jacobian drawn over it."""
    f, jacobian = MAPS[which]
    at = np.round(4 * np.array(point, dtype=float)) / 4 + 0.0
    J = np.array(jacobian(*at), dtype=float) + 0.0
    half = HALF_SIDE * 2.0**-zoom
    image = np.array(f(*at), dtype=float)
    flat = grid(half)  # (lines, points, 2), steps away from the point
    curved = np.stack(f(at[0] + flat[..., 0], at[1] + flat[..., 1]), axis=-1) - image
    straight = flat @ J.T
    gap = float(np.max(np.hypot(*np.moveaxis(curved - straight, -1, 0)))) / half

    fig, (left, right) = plt.subplots(1, 2, figsize=(6.8, 3.9))
    fig.subplots_adjust(left=0.1, right=0.98, bottom=0.12, top=0.82, wspace=0.25)
    left.add_collection(LineCollection(at + flat, colors=BLUE, linewidths=0.7))
    left.add_patch(Rectangle(at - half, 2 * half, 2 * half, fill=False, edgecolor=BLUE))
    left.plot(*at, "o", color=INK, markersize=6)
    left.axhline(0, color=GRID, zorder=0)
    left.axvline(0, color=GRID, zorder=0)
    left.set(xlim=(-2.1, 2.1), ylim=(-2.1, 2.1), aspect="equal", xlabel="x", ylabel="y")
    left.set_title(f"a patch {2 * half:.3g} wide\nround ({at[0]:g}, {at[1]:g})", fontsize=11)

    right.add_collection(LineCollection(straight / half, colors=ORANGE, linewidths=1.6, alpha=0.7))
    right.add_collection(LineCollection(curved / half, colors=BLUE, linewidths=1))
    right.plot(0, 0, "o", color=INK, markersize=6)
    reach = 1.1 * max(1.0, float(np.max(np.abs(np.concatenate([straight, curved])))) / half)
    right.set(xlim=(-reach, reach), ylim=(-reach, reach), aspect="equal", xticks=[], yticks=[])
    right.set_title(
        f"its image, magnified {1 / half:.3g} times\nJ: rows {row(J[0])}, {row(J[1])}", fontsize=11
    )
    right.set_xlabel(f"largest gap: {gap:.1%} of half a side", color=INK)
    return fig, alt_text(which, at, half, J, gap)


def grid(half):
    """Lines of a square grid round 0, as points: (2 LINES, FINE, 2)."""
    across, along = np.linspace(-half, half, LINES), np.linspace(-half, half, FINE)
    X, Y = np.meshgrid(across, along, indexing="ij")
    return np.concatenate([np.stack([X, Y], axis=-1), np.stack([Y, X], axis=-1)])


def row(entries):
    return "(" + ", ".join(f"{round(float(e), 2) + 0.0:g}" for e in entries) + ")"


def alt_text(which, at, half, J, gap):
    det = J[0, 0] * J[1, 1] - J[0, 1] * J[1, 0]
    shape = "a parallelogram grid" if abs(det) > 1e-9 else "a single line or point: the Jacobian is singular"
    seen = "clearly apart" if gap > 0.15 else "close together" if gap > 0.02 else "hardly to be told apart"
    return (
        f"The map {which} near ({at[0]:g}, {at[1]:g}), on a patch {2 * half:.3g} wide. Its Jacobian has "
        f"the rows "
        f"{row(J[0])} and {row(J[1])} and makes the patch into {shape}. The curved image and the linear "
        f"one are {seen}: "
        f"the largest gap is {gap:.1%} of half a side."
    )
