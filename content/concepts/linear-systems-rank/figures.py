"""The moving figure of the lesson: two equations as two lines, and as a combination of two columns."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyArrowPatch

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, VIOLET = "#2f5fd0", "#d9730d", "#2e8b57", "#7b4fc9"

HALF = 7.0  # both pictures show -HALF to HALF
FIRST = np.array([2.0, 1.0])  # the left side of equation 1; the other one is this row, turned
STEPS = ("two equations", "x eliminated from the second", "solved")


def row_and_column(b, angle, step):
    """A x = b for two rows of equal length that include an angle, before and after elimination."""
    b = np.round(2 * np.array(b, dtype=float)) / 2 + 0.0  # in halves: parallel lines can be made to coincide
    A, c = eliminated(rows(angle), b, STEPS.index(step))
    solution = solved(A, c)

    fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 3.7))
    fig.subplots_adjust(left=0.06, right=0.99, bottom=0.08, top=0.8, wspace=0.16)
    for ax in (left, right):
        ax.set(xlim=(-HALF, HALF), ylim=(-HALF, HALF), aspect="equal", xticks=(-5, 0, 5), yticks=(-5, 0, 5))
        ax.axhline(0, color=GRID, linewidth=0.8, zorder=0)
        ax.axvline(0, color=GRID, linewidth=0.8, zorder=0)
    draw_lines(left, A, c, solution)
    draw_columns(right, A, c, solution)
    if step != STEPS[0]:
        right.plot(*b, "o", color=MUTED, alpha=0.6, markersize=6)  # where b is dragged; elimination moved it
    fig.suptitle(f"{equation(A[0], c[0])}\n{equation(A[1], c[1])}", fontsize=11, color=INK)
    return fig, alt_text(A, c, solution, angle, step)


def rows(angle):
    turn = np.radians(angle)
    second = [
        FIRST[0] * np.cos(turn) - FIRST[1] * np.sin(turn),
        FIRST[0] * np.sin(turn) + FIRST[1] * np.cos(turn),
    ]
    return np.round(np.array([FIRST, second]), 12)


def eliminated(A, b, step):
    """The rows after so many steps: row 2 without x, then both unknowns alone, as far as there are pivots."""
    M = np.column_stack([A, b])
    if step >= 1:
        M[1] -= M[1, 0] / M[0, 0] * M[0]
    if step == 2 and abs(M[1, 1]) > 1e-9:
        M[1] /= M[1, 1]
        M[0] -= M[0, 1] * M[1]
        M[0] /= M[0, 0]
    M = np.where(np.abs(M) < 1e-9, 0.0, M)
    return M[:, :2], M[:, 2]


def solved(A, c):
    """The one solution, or None."""
    det = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
    if abs(det) < 1e-9:
        return None
    first, second = c[0] * A[1, 1] - A[0, 1] * c[1], A[0, 0] * c[1] - c[0] * A[1, 0]
    return np.array([first, second]) / det + 0.0


def draw_lines(ax, A, c, solution):
    ax.set_title("rows: two lines", fontsize=10, color=INK)
    styles = zip(A, c, (BLUE, ORANGE), (4.0, 1.8), strict=True)  # the second is seen on top of the first
    for row, right, color, width in styles:
        if np.any(row):
            foot = right * row / (row @ row)
            along = np.array([-row[1], row[0]]) / np.hypot(*row) * 4 * HALF
            ax.plot(*np.array([foot - along, foot + along]).T, color=color, linewidth=width)
    if solution is not None:
        ax.plot(*solution, "o", color=GREEN, markersize=9, zorder=5)


def draw_columns(ax, A, c, solution):
    ax.set_title("columns: a walk to b", fontsize=10, color=INK)
    if solution is None:
        for column, color in zip(A.T, (GREEN, VIOLET), strict=True):
            arrow(ax, np.zeros(2), column, color)
        along = (A[:, 0] if np.any(A[:, 0]) else A[:, 1]) * 20
        ax.plot(*np.array([-along, along]).T, color=MUTED, linewidth=1, linestyle="--", zorder=1)
    else:
        corner = solution[0] * A[:, 0]
        arrow(ax, np.zeros(2), corner, GREEN)
        arrow(ax, corner, corner + solution[1] * A[:, 1], VIOLET)
        for column, color in zip(A.T, (GREEN, VIOLET), strict=True):  # the columns themselves, thin
            ax.plot([0, column[0]], [0, column[1]], "-o", color=color, linewidth=1, markersize=4, alpha=0.7)
    ax.plot(*c, "o", color=INK, markersize=7, zorder=6)
    ax.annotate("b", xy=c, xytext=(7, 5), textcoords="offset points", color=INK)


def arrow(ax, start, end, color):
    if np.allclose(start, end):
        return  # an arrow of length zero has no direction to draw
    style = {"arrowstyle": "-|>", "mutation_scale": 12, "shrinkA": 0, "shrinkB": 0, "linewidth": 2.6}
    ax.add_patch(FancyArrowPatch(tuple(start), tuple(end), color=color, zorder=4, **style))


def equation(row, right):
    """`2x - y = 5`; unknowns that have gone are left out."""
    terms = [(round(float(c), 2), name) for c, name in zip(row, "xy", strict=True) if abs(c) >= 0.005]
    text = "".join(
        f" {'-' if c < 0 else '+'} {'' if abs(c) == 1 else f'{abs(c):g}'}{name}" for c, name in terms
    )
    left = (text[3:] if text.startswith(" + ") else "-" + text[3:]) if terms else "0"
    return f"{left} = {short(right)}"


def short(number):
    return f"{round(float(number), 2) + 0.0:g}"


def alt_text(A, c, solution, angle, step):
    start = f"{step.capitalize()}, at an angle of {angle:g} degrees: {equation(A[0], c[0])} and "
    start += f"{equation(A[1], c[1])}. "
    if solution is not None:
        far = ", outside the picture" if np.max(np.abs(solution)) > HALF else ""
        return (
            f"{start}The lines meet at ({short(solution[0])}, {short(solution[1])}){far}, and "
            f"{short(solution[0])} times column 1 plus {short(solution[1])} times column 2 is "
            f"b = ({short(c[0])}, {short(c[1])}): exactly one solution."
        )
    if c[1] == (c[0] if np.any(A[1]) else 0):
        return (
            f"{start}Both equations describe one line, and b lies on the line of the columns: endlessly many."
        )
    return f"{start}The lines are parallel, and b does not lie on the line of the columns: no solution."
