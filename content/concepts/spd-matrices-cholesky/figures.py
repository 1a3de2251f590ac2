"""The moving figure of the lesson: the graph and the level sets of x^T A x for a symmetric 2 x 2 matrix."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

VIEW = 2  # both variables run from -VIEW to VIEW
HIGHEST = 6  # the graph is cut off at plus and minus this height
LEVELS = np.array([1, 3, 6])
TURN = np.linspace(0, 2 * np.pi, 361)


def bowl(a, b, c):
    """q(x, y) = a x^2 + 2 b xy + c y^2, the form of the matrix with rows (a, b) and (b, c)."""
    values, Q = np.linalg.eigh(np.array([[a, b], [b, c]], dtype=float))
    det = a * c - b * b  # exact, since the entries are quarters
    if det == 0:
        values[np.argmin(np.abs(values))] = 0.0
    kind = kind_of(a, c, det)

    fig = plt.figure(figsize=(6.4, 4))
    graph = fig.add_axes((0.0, 0.02, 0.46, 0.84))
    level = fig.add_axes((0.53, 0.1, 0.45, 0.74))
    draw_graph(graph, a, b, c)
    draw_levels(level, a, b, c, values, Q)
    graph.set_title("the graph", fontsize=11)
    level.set_title(f"levels ±1, ±3, ±6\n$\\lambda$ = {show(values[0])} and {show(values[1])}", fontsize=11)

    alt = (
        f"x^T A x for the matrix with rows ({a:g}, {b:g}) and ({b:g}, {c:g}). The eigenvalues are "
        f"{show(values[0])}, along {way(Q[:, 0])}, and {show(values[1])}, along {way(Q[:, 1])}. Pivots: "
        f"{pivots(a, b, c)}. {kind}"
    )
    return fig, alt


def kind_of(a, c, det):
    if det > 0:
        return "Positive definite: a bowl." if a > 0 else "Negative definite: a dome."
    if det < 0:
        return "Indefinite: a saddle."
    if a == c == 0:
        return "The zero matrix: the graph is flat."
    return (
        "Positive semidefinite: a valley with a level floor."
        if a + c > 0
        else "Negative semidefinite: a ridge with a level top."
    )


def pivots(a, b, c):
    return (
        f"{a:g} and {c - b * b / a + 0.0:.4g}"
        if a
        else f"{a:g}, and elimination cannot go on without an exchange"
    )


def show(value):
    return f"{round(float(value), 3) + 0.0:g}"


def way(q):
    q = q if (q[0], q[1]) > (0, 0) else -q
    return f"({q[0] + 0.0:.2f}, {q[1] + 0.0:.2f})"


def draw_graph(ax, a, b, c):
    """The surface as circles and rays of the plane, lifted to their heights, seen from above at an angle."""
    ring, radii = np.linspace(0, 2 * np.pi, 73), np.linspace(0, 2.2, 33)
    curves = [(r * np.cos(ring), r * np.sin(ring)) for r in (0.4, 0.8, 1.2, 1.6, 2.0, 2.2)]
    curves += [(radii * np.cos(t), radii * np.sin(t)) for t in np.arange(16) * np.pi / 8]
    pieces, colors = [], []
    for x, y in curves:
        z = a * x**2 + 2 * b * x * y + c * y**2
        across, along = 0.88 * x - 0.48 * y, 0.48 * x + 0.88 * y
        points = np.column_stack([across, 0.5 * along + 0.45 * z])
        points[np.abs(z) > HIGHEST] = np.nan
        for k in range(0, len(x) - 4, 4):
            if np.isfinite(points[k : k + 5]).all():
                pieces.append(points[k : k + 5])
                colors.append(BLUE if z[k + 2] > 0.02 else RED if z[k + 2] < -0.02 else MUTED)
    ax.add_collection(LineCollection(pieces, colors=colors, linewidths=0.9))
    ax.plot(0, 0, "o", color=INK, markersize=4)
    ax.set(xlim=(-2.4, 2.4), ylim=(-3.6, 3.6))
    ax.axis("off")


def draw_levels(ax, a, b, c, values, Q):
    q = a * np.cos(TURN) ** 2 + 2 * b * np.cos(TURN) * np.sin(TURN) + c * np.sin(TURN) ** 2
    circle = np.column_stack([np.cos(TURN), np.sin(TURN)])
    for sign, color in ((1, BLUE), (-1, RED)):
        up = np.where(sign * q > 0.02, sign * q, np.nan)  # a nearly level direction leaves the picture
        curves = [np.sqrt(level / up)[:, None] * circle for level in LEVELS]
        widths = [2.2, 1, 1]
        for curve, width in zip(curves, widths, strict=True):
            ax.plot(curve[:, 0], curve[:, 1], color=color, linewidth=width)
    for value, direction in zip(values, Q.T, strict=True):
        ax.plot(*np.outer(direction, [-4, 4]), color=GREEN, linestyle="--", linewidth=1)
        if value > 0:
            ax.plot(*np.outer(direction, [0, 1 / np.sqrt(value)]), color=ORANGE, linewidth=2.6)
    ax.plot(0, 0, "o", color=INK, markersize=4)
    ax.set(xlim=(-VIEW, VIEW), ylim=(-VIEW, VIEW), aspect="equal")
    ax.set_xticks([-2, 0, 2])
    ax.set_yticks([-2, 0, 2])
