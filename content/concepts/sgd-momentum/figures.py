"""The moving figure of the lesson: noisy descents in a narrow valley, and what they cost in gradients."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

CURVATURES = np.array([0.1, 1.0])  # along the valley and across it
START = np.array([8.0, 2.0])
NOISE = 3.0  # standard deviation of one row's gradient around the full one, in each direction
BUDGET = 2048  # gradients of single rows that each run may spend
RUNS, SHOWN = 24, 3
VIEW = (11.0, 5.0)


def noise_and_inertia(batch_size, momentum, lr, decay):
    """SGD on f(x, y) = (0.1 x^2 + y^2) / 2 with batches of rows whose gradients differ."""
    size = int(batch_size)
    steps = BUDGET // size
    paths = descend(size, float(momentum), float(lr), bool(decay), steps)  # (steps + 1, RUNS, 2)
    with np.errstate(over="ignore", invalid="ignore"):
        losses = 0.5 * (paths**2 @ CURVATURES).mean(axis=1)  # (steps + 1,)

    fig = plt.figure(figsize=(6.4, 4))
    valley = fig.add_axes((0.07, 0.12, 0.5, 0.76))
    curve = fig.add_axes((0.67, 0.12, 0.29, 0.76))
    draw_paths(valley, paths)
    floor = None if decay else noise_floor(size, float(momentum), float(lr))
    draw_losses(curve, losses, size, floor)
    valley.set_title(f"{steps} steps of {size} row{'s' * (size > 1)} each", color=INK)
    return fig, description(size, momentum, lr, decay, steps, losses, floor)


def noise_floor(size, momentum, lr):
    """The mean loss at which a constant rate settles: half the curvature times the variance, added up."""
    variance = lr * NOISE**2 / size * (1 + momentum)
    variance = variance / (CURVATURES * (1 - momentum) * (2 * (1 + momentum) - lr * CURVATURES))
    return float(np.sum(CURVATURES * variance / 2))


def descend(size, momentum, lr, decay, steps):
    rng = np.random.default_rng(1)
    noise = rng.normal(0, NOISE / np.sqrt(size), size=(steps, RUNS, 2))  # the mean of `size` rows
    p, v = np.tile(START, (RUNS, 1)), np.zeros((RUNS, 2))
    paths = [p]
    for k in range(steps):
        v = momentum * v + CURVATURES * p + noise[k]
        rate = lr / (1 + 0.05 * lr / (1 - momentum) * k) if decay else lr
        p = np.clip(p - rate * v, -1e6, 1e6)  # a diverging run stays a number
        paths.append(p)
    return np.array(paths)


def draw_paths(ax, paths):
    turn = np.linspace(0, 2 * np.pi, 61)
    ellipse = np.column_stack([np.cos(turn) / np.sqrt(CURVATURES[0]), np.sin(turn)])
    ax.add_collection(LineCollection([r * ellipse for r in (0.7, 1.5, 2.5, 3.5)], colors=GRID))
    every = max(1, len(paths) // 512)
    for run, color in zip(range(SHOWN), (BLUE, GREEN, ORANGE), strict=True):
        shown = np.clip(paths[::every, run], -40, 40)
        ax.plot(shown[:, 0], shown[:, 1], color=color, linewidth=0.9)
    ends = np.clip(paths[-1], -40, 40)
    ax.plot(ends[:, 0], ends[:, 1], "o", color=RED, markersize=3, alpha=0.7)
    ax.plot(0, 0, "+", color=INK, markersize=11)
    ax.set(xlim=(-VIEW[0], VIEW[0]), ylim=(-VIEW[1], VIEW[1]))


def draw_losses(ax, losses, size, floor):
    work = size * np.arange(len(losses))
    every = max(1, len(losses) // 256)
    ax.plot(work[::every], np.log10(np.clip(losses[::every], 1e-3, 1e3)), color=BLUE, linewidth=1.4)
    if floor is not None:
        ax.axhline(np.log10(floor), color=RED, linestyle="--", linewidth=1)
        ax.text(BUDGET, np.log10(floor) - 0.3, "floor", color=RED, ha="right", fontsize=9)
    ax.set(xlim=(0, BUDGET), ylim=(-3, 3))
    ax.set_yticks([-3, -2, -1, 0, 1, 2, 3], ["0.001", "0.01", "0.1", "1", "10", "100", "1000"], fontsize=8)
    ax.set_xticks([0, 1024, 2048])
    ax.set_title(f"mean loss of {RUNS} runs", color=INK)
    ax.set_xlabel("rows looked at", color=MUTED)


def description(size, momentum, lr, decay, steps, losses, floor):
    half, end = losses[len(losses) // 2], losses[-1]
    rate = f"a learning rate that decays from {lr:g}" if decay else f"the learning rate {lr:g}"
    if floor is None:
        verdict = "With the decay there is no floor."
    elif end < 1.6 * floor:
        verdict = f"It has settled at its noise floor of about {floor:.3g}."
    else:
        verdict = f"It is on its way down to its noise floor of about {floor:.3g}."
    return (
        f"{RUNS} runs of {steps} steps with batches of {size}, momentum {momentum:g} and {rate}, from "
        f"({START[0]:g}, {START[1]:g}) in a valley with curvatures 0.1 and 1. The mean loss goes from "
        f"{losses[0]:.3g} over {half:.3g} at half of the work to {end:.3g}. {verdict}"
    )
