"""The moving figure of the lesson: a surface, its second-order model at a point, the damped Newton step."""

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import FancyArrowPatch

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

VIEW = 2.5  # both variables run from -VIEW to VIEW
AXIS = np.linspace(-VIEW, VIEW, 51)
GRID_X, GRID_Y = np.meshgrid(AXIS, AXIS)


def bowl(x, y):
    return x**2 + x * y + y**2, (2 * x + y, x + 2 * y), (2 + 0 * x, 1, 2 + 0 * y)


def double_well(x, y):
    return x**4 / 2 - x**2 + y**2 / 2, (2 * x**3 - 2 * x, y), (6 * x**2 - 2, 0, 1)


def curved_valley(x, y):
    r = y - x**2 / 2  # f = x^2/4 + 2 r^2
    return x**2 / 4 + 2 * r**2, (x / 2 - 4 * x * r, 4 * r), (0.5 - 4 * r + 4 * x**2, -4 * x, 4)


def log_cosh(x, y):
    bend = [3 * (1 - np.tanh(3 * z) ** 2) for z in (x, y)]
    f = sum(np.logaddexp(3 * z, -3 * z) - np.log(2) for z in (x, y)) / 3
    return f, (np.tanh(3 * x), np.tanh(3 * y)), (bend[0], 0, bend[1])


SURFACES = {
    "bowl": bowl,
    "double well": double_well,
    "curved valley": curved_valley,
    "log cosh": log_cosh,
}


def quadratic_model(point, tau, which):
    """m(d) = f + g.d + d.(H + tau I)d / 2 at the point, and the step to its lowest place."""
    surface = SURFACES[which]
    p = np.round(np.array(point) * 4) / 4 + 0.0
    f, g, h = surface(*p)
    g, H = np.array(g), np.array([[h[0], h[1]], [h[1], h[2]]], dtype=float)
    A = H + tau * np.eye(2)
    low, high = np.linalg.eigvalsh(H)
    fig, (plane, line) = plt.subplots(1, 2, figsize=(6.4, 4), gridspec_kw={"width_ratios": [1.15, 1]})
    fig.subplots_adjust(left=0.06, right=0.98, bottom=0.12, top=0.84, wspace=0.22)
    draw_plane(plane, which, p, f, g, A)
    said = draw_line(line, plane, surface, p, (f, g, A), low + tau)
    plane.set_title(f"$H$ has the eigenvalues {low:.2f} and {high:.2f}", fontsize=10)
    alt = (
        f"The {which} at ({p[0]:g}, {p[1]:g}): f is {f:.3f}, the gradient ({g[0] + 0:.2f}, {g[1] + 0:.2f}) "
        f"and the Hessian has the eigenvalues {low:.2f} and {high:.2f}; tau is {tau:g}. {said}"
    )
    return fig, alt


@cache
def levels_of(which):
    """The level sets of a surface, which do not depend on the point, and their heights."""
    heights = SURFACES[which](GRID_X, GRID_Y)[0]
    low, high = heights.min(), np.quantile(heights, 0.85)
    levels = low + (high - low) * np.linspace(0.02, 1, 9) ** 1.5
    fig, ax = plt.subplots()
    lines = [line for level in ax.contour(GRID_X, GRID_Y, heights, levels=levels).allsegs for line in level]
    plt.close(fig)
    return lines, levels


def draw_plane(ax, which, p, f, g, A):
    lines, levels = levels_of(which)
    ax.add_collection(LineCollection(lines, colors=MUTED, linewidths=0.8))
    u, v = GRID_X - p[0], GRID_Y - p[1]
    model = f + g[0] * u + g[1] * v + (A[0, 0] * u * u + 2 * A[0, 1] * u * v + A[1, 1] * v * v) / 2
    inside = [level for level in levels[::2] if model.min() < level < model.max()]
    if inside:
        ax.contour(GRID_X, GRID_Y, model, levels=inside, colors=BLUE, linewidths=1, linestyles="--")
    ax.plot(*p, "o", color=INK, markersize=6, zorder=5)
    ax.set(xlim=(-VIEW, VIEW), ylim=(-VIEW, VIEW), aspect="equal", xticks=[-2, 0, 2], yticks=[-2, 0, 2])


def draw_line(ax, plane, surface, p, model, lowest):
    """f and the model along the step, and what is to be said of it."""
    f, g, A = model
    size = float(np.sqrt(g @ g))
    if size < 1e-12:
        ax.set_title("the gradient is zero", fontsize=10)
        ax.axis("off")
        return "The gradient is zero: there is no step."
    definite = lowest > 1e-9
    if abs(np.linalg.det(A)) < 1e-9:
        ax.set_title("the model has no single\nstationary point", fontsize=10)
        ax.axis("off")
        return "H + tau I is singular: the step is not defined."
    d = -np.linalg.solve(A, g)
    slope, bend = float(g @ d), float(d @ A @ d)
    t = np.linspace(-0.2, 1.5, 69)
    along, guess = surface(p[0] + t * d[0], p[1] + t * d[1])[0], f + slope * t + bend * t * t / 2
    new = float(surface(*(p + d))[0])
    accepted = definite and new <= f + 1e-4 * slope
    color = GREEN if accepted else RED
    plane.add_patch(FancyArrowPatch(p, p + d, arrowstyle="->", mutation_scale=12, color=color, linewidth=2))
    ax.plot(t, along, color=INK, linewidth=1.6, label="$f$")
    ax.plot(t, guess, color=BLUE, linestyle="--", linewidth=1.4, label="model")
    ax.axhline(f, color=GRID, linewidth=1)
    ax.plot([0, 1], [f, new], "o", color=color, markersize=5)
    spread = max(abs(new - f), abs(slope), 0.05)
    ax.set(ylim=(f - 1.6 * spread, f + 1.6 * spread), xticks=[0, 0.5, 1, 1.5], yticks=[])
    ax.set_xlabel("along the step: $f$, and dashed the model", fontsize=9)
    if not definite:
        told = "leads uphill" if slope > 0 else "leads to a saddle of the model"
        ax.set_title("refused: $H + \\tau I$ is\nnot positive definite", fontsize=10, color=RED)
        return (
            f"H + tau I is not positive definite: the step to ({p[0] + d[0]:.2f}, {p[1] + d[1]:.2f}) {told}."
        )
    word = "accepted" if accepted else "too long: $t$ must be halved"
    ax.set_title(f"$f$: {f:.3f} → {new:.3f}\n{word}", fontsize=10, color=color)
    fall = f"The step leads to ({p[0] + d[0]:.2f}, {p[1] + d[1]:.2f}), where f is {new:.3f}"
    return f"{fall}: {'it is accepted' if accepted else 'f does not fall enough, the step must be halved'}."
