"""The moving figure of the lesson on confidence intervals."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection
from scipy.special import ndtri, stdtrit  # quantiles of the normal and of t

INK, MUTED, GRID, BLUE, ORANGE, RED = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#c93c37"
SHOWN, ALL = 100, 1000
SPREAD = 0.2  # standard deviation of the values whose mean is estimated


def intervals(method, n, level, p):
    """(ALL, 2) intervals for p, or for the mean p of normal values."""
    rng = np.random.default_rng(1)
    z = ndtri((1 + level) / 2)
    if method in ("Wald", "Wilson"):
        k = rng.binomial(n, p, size=ALL)
        added = z * z if method == "Wilson" else 0.0
        centre = (k + added / 2) / (n + added)
        half = z / (n + added) * np.sqrt(k * (n - k) / n + added / 4)
    else:
        x = p + SPREAD * rng.normal(size=(ALL, n))
        centre = x.mean(axis=1)
        factor = stdtrit(n - 1, (1 + level) / 2) if method == "t" else z
        half = factor * x.std(axis=1, ddof=1) / np.sqrt(n)
    return np.column_stack([centre - half, centre + half])


def hundred_intervals(method, n, level, p):
    """Left: the first hundred intervals. Right: the share that covers, after 1, 2, ..., 1000 of them."""
    n = int(n)
    ends = intervals(method, n, level, p)
    covered = (ends[:, 0] <= p + 1e-12) & (p - 1e-12 <= ends[:, 1])
    running = np.cumsum(covered) / np.arange(1, ALL + 1)
    first = ends[:SHOWN]
    flat = first[:, 1] - first[:, 0] < 1e-9  # intervals of no width are drawn as points

    fig = plt.figure(figsize=(6.8, 4))
    left, right = fig.add_axes((0.04, 0.11, 0.55, 0.72)), fig.add_axes((0.69, 0.11, 0.29, 0.72))
    y = np.arange(SHOWN)
    lines = np.stack([np.column_stack([first[:, 0], y]), np.column_stack([first[:, 1], y])], axis=1)
    colours = np.where(covered[:SHOWN], BLUE, RED)
    left.add_collection(LineCollection(lines, colors=colours, linewidths=1.1))
    left.plot(first[flat, 0], y[flat], ".", color=RED, markersize=4)
    left.axvline(p, color=INK, linewidth=1)
    reach = max(0.15, float(np.quantile(np.abs(first - p), 0.98)))
    left.set(xlim=(p - 1.1 * reach, p + 1.1 * reach), ylim=(-2, SHOWN + 1), yticks=[])
    shown = int(np.sum(covered[:SHOWN]))
    left.set_title(f"{shown} of {SHOWN} cover {p:g} (black)", fontsize=10)
    right.plot(np.arange(1, ALL + 1), running, color=BLUE)
    right.axhline(level, color=ORANGE, linestyle="--")
    lowest = max(0.0, min(level - 0.2, float(running[-1]) - 0.1))
    right.set(xlim=(0, ALL), xticks=[0, 500, 1000], ylim=(lowest, min(1.01, level + 0.2)))
    right.locator_params(axis="y", nbins=5)
    right.set_title(f"share so far; level {level:g}", fontsize=10)
    for ax in (left, right):
        ax.tick_params(labelsize=8)
        ax.spines[["top", "right"]].set_visible(False)
    what = f"share of {n} trials" if method in ("Wald", "Wilson") else f"mean of {n} normal values"
    fig.suptitle(f"{method}, {what}: {100 * running[-1]:.1f} % of {ALL} cover", fontsize=11, y=0.97)

    width = float(np.mean(ends[:, 1] - ends[:, 0]))
    gap = 100 * (running[-1] - level)
    alt = (
        f"Method {method}, {what}, truth {p:g}, level {100 * level:.0f} %. Of the first {SHOWN} intervals "
        f"{shown} cover the truth, of {ALL} it is {100 * running[-1]:.1f} %, "
        f"{abs(gap):.1f} points {'below' if gap < 0 else 'above'} the level. Their mean width is {width:.3f}"
        f"{f'; {int(flat.sum())} of the first have no width at all' if flat.any() else ''}."
    )
    return fig, alt
