"""The moving figure of the lesson: one buffer of twelve places, and the walks that shape and strides make."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle

INK, MUTED, GRID, BLUE, ORANGE = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d"

SHAPES = {"(12,)": (12,), "(3, 4)": (3, 4), "(4, 3)": (4, 3), "(2, 2, 3)": (2, 2, 3)}


def one_buffer(shape, reverse_axes, start, step):
    base = np.arange(12).reshape(SHAPES[shape])
    turned = base.T if reverse_axes else base
    view = turned[int(start) :: int(step)]
    strides = tuple(s // base.itemsize for s in view.strides)
    places = view.ravel()
    offset = int(places[0]) if places.size else 0

    fig, (top, low) = plt.subplots(2, 1, figsize=(6.4, 4), height_ratios=[1, 1.7])
    fig.subplots_adjust(left=0.02, right=0.98, bottom=0.02, top=0.9, hspace=0.35)
    draw_buffer(top, places)
    draw_array(low, view)
    name = f"a{'.T' if reverse_axes else ''}[{int(start)}::{int(step)}]"
    top.set_title(f"the buffer; small numbers: order in which {name} visits it", fontsize=11)
    low.set_title(f"{name}:  shape {view.shape}, strides {strides}, offset {offset}", fontsize=11)

    visited = ", ".join(map(str, places.tolist()))
    walk = "from left to right, with no gap" if is_run(places) else "jumping"
    seen = f"It visits the places {visited}: {walk}." if places.size else "It is empty and visits no place."
    alt = (
        f"a has shape {SHAPES[shape]} on a buffer of twelve places that hold 0 to 11. {name} has shape "
        f"{view.shape}, strides {strides} and offset {offset}. {seen}"
    )
    return fig, alt


def is_run(places):
    return bool(np.all(np.diff(places) == 1))


def draw_buffer(ax, places):
    order = {int(place): k for k, place in enumerate(places)}
    colors = [BLUE + "55" if k in order else GRID + "66" for k in range(12)]
    cells(ax, [(k, 0) for k in range(12)], colors)
    for k in range(12):
        ax.text(k + 0.5, 0.5, k, ha="center", va="center", color=INK if k in order else MUTED)
        if k in order:
            ax.text(k + 0.5, -0.38, order[k], ha="center", va="center", color=ORANGE, fontsize=9)
    ax.set(xlim=(-0.2, 12.2), ylim=(-0.8, 1.1))


def draw_array(ax, view):
    """The array as rows and columns; a third axis as blocks side by side."""
    blocks = view.reshape((1,) * (3 - view.ndim) + view.shape)
    count, rows, columns = blocks.shape
    at = [(b * (columns + 0.7) + c, -r) for b in range(count) for r in range(rows) for c in range(columns)]
    cells(ax, at, [BLUE + "55"] * len(at))
    for k, ((x, y), value) in enumerate(zip(at, blocks.ravel(), strict=True)):
        ax.text(x + 0.5, y + 0.55, value, ha="center", va="center", color=INK)
        ax.text(x + 0.9, y + 0.18, k, ha="right", va="center", color=ORANGE, fontsize=8)
    width = count * (columns + 0.7) - 0.7
    if not at:
        ax.text(width / 2, 0.5, "empty", ha="center", color=MUTED)
    ax.set(xlim=(width / 2 - 6.2, width / 2 + 6.2), ylim=(min(-3, 1 - rows) - 0.1, 1.1))


def cells(ax, corners, colors):
    squares = [Rectangle(corner, 1, 1) for corner in corners]
    ax.add_collection(PatchCollection(squares, facecolors=colors, edgecolors=MUTED, linewidths=0.8))
    ax.axis("off")
