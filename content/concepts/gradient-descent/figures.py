"""The moving figure of the lesson: gradient descent in a valley of chosen condition number."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

STEPS = 40
VIEW = 5  # the valley is shown from -VIEW to VIEW in both directions
FLOOR, CEILING = 1e-9, 1e5  # of the loss that is shown


def valley_walker(lr, kappa, start):
    """f(x, y) = (x^2 / kappa + y^2) / 2: curvature 1 across the valley, 1/kappa along it."""
    curvatures = np.array([1 / kappa, 1.0])
    factors = 1 - lr * curvatures  # of x and of y, at each step
    # To quarters, since no hand would drag the start exactly onto an axis; + 0.0 turns -0.0 into 0.0.
    start = np.round(4 * np.array(start, dtype=float)) / 4 + 0.0
    path = start * factors ** np.arange(STEPS + 1)[:, None]  # (STEPS + 1, 2)
    losses = 0.5 * (path**2 @ curvatures)  # (STEPS + 1,)

    fig = plt.figure(figsize=(6.4, 4))
    valley = fig.add_axes((0.07, 0.1, 0.5, 0.8))
    curve = fig.add_axes((0.68, 0.58, 0.3, 0.32))
    rates = fig.add_axes((0.68, 0.1, 0.3, 0.3))
    draw_valley(valley, path, kappa)
    draw_loss(curve, losses)
    draw_factors(rates, lr, kappa)

    alt = (
        f"Condition number {kappa:g}, learning rate {lr:g}, limit 2. From ({start[0]:g}, {start[1]:g}) the "
        f"entry along the valley is multiplied by {factors[0]:.3f} at each step and the entry across it by "
        f"{factors[1]:.3f}: {behaviour(factors, path[0])}. "
        f"After {STEPS} steps the loss went from {losses[0]:.3g} to {losses[-1]:.3g}."
    )
    return fig, alt


def draw_valley(ax, path, kappa):
    ax.set(xlim=(-VIEW, VIEW), ylim=(-VIEW, VIEW), title=f"valley with $\\kappa$ = {kappa:g}")
    turn = np.linspace(0, 2 * np.pi, 73)
    ellipse = np.column_stack([np.sqrt(kappa) * np.cos(turn), np.sin(turn)])  # a level set of f
    ax.add_collection(LineCollection([size * ellipse for size in (0.4, 1, 1.8, 2.8, 4)], colors=GRID))
    far_outside = np.abs(path).max(axis=1) > 4 * VIEW
    shown = path[: np.argmax(far_outside) + 1] if far_outside.any() else path
    ax.plot(shown[:, 0], shown[:, 1], "-o", color=BLUE, linewidth=1.2, markersize=3)
    ax.plot(*path[0], "o", color=ORANGE, markersize=8)
    ax.plot(0, 0, "+", color=INK, markersize=10)


def draw_loss(ax, losses):
    ax.plot(np.log10(np.clip(losses, FLOOR, CEILING)), color=BLUE)
    ax.set(xlim=(0, STEPS), ylim=(np.log10(FLOOR), np.log10(CEILING)), title="loss at each step")
    ax.set_yticks([-9, -6, -3, 0, 3], ["1e-9", "1e-6", "1e-3", "1", "1000"])


def draw_factors(ax, lr, kappa):
    eta = np.linspace(0, 2.25, 46)
    ax.plot(eta, np.abs(1 - eta), color=ORANGE)
    ax.plot(eta, np.abs(1 - eta / kappa), color=GREEN)
    ax.axvline(2, color=RED, linestyle="--", linewidth=1)
    ax.axvline(lr, color=MUTED, linewidth=1)
    ax.plot([lr, lr], [abs(1 - lr), abs(1 - lr / kappa)], "o", color=INK, markersize=4)
    ax.text(0.1, 0.35, "across", color=ORANGE, fontsize=9)
    ax.text(0.1, 1.05, "along", color=GREEN, fontsize=9)
    ax.set(xlim=(0, 2.25), ylim=(0, 1.3), title="factor at each $\\eta$")
    ax.set_xticks([0, 1, 2])


def behaviour(factors, start):
    """What the walk does, judged by the directions in which it has anything to do."""
    moving = factors[np.array(start) != 0]
    if not moving.size:
        return "the walk starts at the minimum and stays there"
    worst = np.abs(moving).max()
    if worst > 1 + 1e-12:
        return "it diverges"
    if worst > 1 - 1e-12:
        return "it bounces to and fro for ever"
    zigzag = "in a zig-zag " if moving.min() < 0 else ""
    return (
        f"it approaches the minimum {zigzag}and the slower entry keeps {worst:.1%} of its size at each step"
    )
