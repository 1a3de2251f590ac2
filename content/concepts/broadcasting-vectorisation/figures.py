"""The moving figure of the lesson: two small arrays, stretched to meet, or the axis where they cannot."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import PatchCollection
from matplotlib.patches import Rectangle

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

APART = 4.9  # between the left edges of two tables, in cells
SIGNS = {"+": np.add, "-": np.subtract, "×": np.multiply}


def stretching(shape_a, shape_b, operation):
    a, b = filled(shape_a, 10), filled(shape_b, 1)
    rows_a, rows_b = padded(a.shape), padded(b.shape)
    clash = [k for k in range(2) if rows_a[k] != rows_b[k] and 1 not in (rows_a[k], rows_b[k])]

    fig, ax = plt.subplots(
        figsize=(6.8, 3.2)
    )  # one for the three tables: each further one takes time to draw
    fig.subplots_adjust(left=0.01, right=0.99, bottom=0.03, top=0.97)
    ax.set(xlim=(-0.6, 3 * APART - 0.6), ylim=(-3.2, 3.2), aspect="equal")
    ax.axis("off")
    if clash:
        for place, values, own, color, name in zip(
            (0, 1), (a, b), (rows_a, rows_b), (BLUE, ORANGE), "AB", strict=True
        ):
            draw(ax, place, values.reshape(own), own, color, f"{name}  {values.shape}\nas {own}")
        k = clash[0]
        message = f"axis {k - 2}:\n{rows_a[k]} meets {rows_b[k]},\nneither is 1\n\nValueError"
        ax.text(2.4 * APART, -0.5, message, ha="center", va="center", color=RED)
        for place, own in enumerate((rows_a, rows_b)):
            mark_axis(ax, place, own, k)
        alt = (
            f"A has shape {a.shape} and B {b.shape}. On axis {k - 2}, counted from the right, the lengths "
            f"{rows_a[k]} and {rows_b[k]} meet and neither is 1, so the operation is an error."
        )
        return fig, alt

    shape = np.broadcast_shapes(a.shape, b.shape)
    grid = padded(shape)
    result = SIGNS[operation](a, b)
    for place, values, own, color, name in zip(
        (0, 1), (a, b), (rows_a, rows_b), (BLUE, ORANGE), "AB", strict=True
    ):
        stretched = np.broadcast_to(values, shape).reshape(grid)
        draw(ax, place, stretched, own, color, f"{name}  {values.shape}\nas {grid}")
    memory = f"{numbers(result.size)}, {8 * result.size} bytes"
    draw(ax, 2, result.reshape(grid), grid, GREEN, f"A {operation} B  {shape}\n{memory}")
    alt = (
        f"A of shape {a.shape} and B of shape {b.shape} give A {operation} B of shape {shape}. "
        f"A stores {numbers(a.size)} and B {numbers(b.size)}; stretching stores no more, but the result "
        f"takes {8 * result.size} bytes. "
        f"The result is {result.tolist()}."
    )
    return fig, alt


def numbers(count):
    return "1 number" if count == 1 else f"{count} numbers"


def filled(text, unit):
    shape = tuple(int(n) for n in text.strip("()").split(",") if n.strip())
    return unit * (1 + np.arange(int(np.prod(shape)))).reshape(shape)


def padded(shape):
    return (1,) * (2 - len(shape)) + tuple(shape)


def draw(ax, place, values, own, color, title):
    """Cells of `values`; those beyond the shape `own` are ghosts: they are seen, and not stored."""
    left = place * APART
    rows, columns = values.shape
    at = [(r, c) for r in range(rows) for c in range(columns)]
    stored = [r < own[0] and c < own[1] for r, c in at]
    squares = [Rectangle((left + c, -r), 1, 1) for r, c in at]
    faces = [color + ("55" if real else "12") for real in stored]
    ax.add_collection(PatchCollection(squares, facecolors=faces, edgecolors=MUTED, linewidths=0.7))
    for (r, c), real in zip(at, stored, strict=True):
        ax.text(
            left + c + 0.5,
            0.5 - r,
            values[r, c],
            ha="center",
            va="center",
            color=INK if real else MUTED,
            fontsize=10,
        )
    ax.text(left + 2, 1.6, title, ha="center", va="bottom", fontsize=10)


def mark_axis(ax, place, own, axis):
    """A red line along the axis on which the lengths clash."""
    left = place * APART
    if axis == 0:
        ax.plot([left - 0.3, left - 0.3], [1, 1 - own[0]], color=RED, linewidth=3)
    else:
        ax.plot([left, left + own[1]], [1.25, 1.25], color=RED, linewidth=3)
