"""The moving figure of the lesson: one sample of two groups, as histogram and as density curve."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE = "#2f5fd0", "#d9730d"

_rng = np.random.default_rng(11)
WAITS = np.round(np.concatenate([_rng.normal(12, 3.0, 45), _rng.normal(26, 4.0, 35)]), 1)
LOW, HIGH = 0.0, 44.0
GRID_POINTS = np.linspace(LOW, HIGH, 221)


def binning(width, shift, bandwidth):
    start = LOW - width + width * shift / 100
    edges = np.arange(start, HIGH + 2 * width, width)
    counts = np.histogram(WAITS, edges)[0]
    heights = counts / (len(WAITS) * width)
    z = (GRID_POINTS[:, None] - WAITS) / bandwidth
    density = np.exp(-(z**2) / 2).mean(axis=1) / (bandwidth * np.sqrt(2 * np.pi))

    fig, ax = plt.subplots(figsize=(6.4, 4))
    fig.subplots_adjust(left=0.03, right=0.98, bottom=0.13, top=0.88)
    ax.stairs(heights, edges, fill=True, color=BLUE, alpha=0.3)  # one artist, however many bars
    ax.vlines(edges[1:-1], 0, np.maximum(heights[:-1], heights[1:]), color=BLUE, linewidth=1)
    ax.stairs(heights, edges, color=BLUE, linewidth=1)
    ax.plot(GRID_POINTS, density, color=ORANGE, linewidth=2.2)
    ax.plot(WAITS, np.full(len(WAITS), -0.004), "|", color=INK, markersize=7, alpha=0.6)
    ax.set(xlim=(LOW, HIGH), ylim=(-0.008, max(heights.max(), density.max()) * 1.12), yticks=[])
    ax.set_xlabel("minutes of waiting")
    for side in ("top", "right", "left"):
        ax.spines[side].set_visible(False)
    bars, curve = peaks(counts), peaks(density)
    ax.set_title(f"{count(bars)} among the bars, {count(curve)} of the curve", color=INK, size=11)
    alt = (
        f"{len(WAITS)} waiting times in bins of {width:g} minutes, one of which begins at {edges[1]:g}, "
        f"and a density "
        f"curve of bandwidth {bandwidth:g}. The bars show {count(bars)}, the highest of them from "
        f"{edges[counts.argmax()]:g} to {edges[counts.argmax() + 1]:g}; the curve has {count(curve)}."
    )
    return fig, alt


def peaks(heights):
    """How many times the heights stop rising and begin to fall, equal neighbours counted as one."""
    distinct = heights[np.r_[True, np.diff(heights) != 0]]
    rising = np.diff(np.r_[0, distinct, 0]) > 0
    return int((rising[:-1] & ~rising[1:]).sum())


def count(n):
    return f"{n} peak{'s' * (n != 1)}"
