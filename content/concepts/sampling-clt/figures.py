"""The moving figure of the lesson on averages of draws."""

from math import erf, sqrt

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE, GREEN = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#2e8b57"
QUARTILE = 0.6744897501960817  # of the standard normal
Z = np.linspace(-3.6, 3.6, 1441)
PHI = np.array([(1 + erf(z / sqrt(2))) / 2 for z in Z.tolist()])
RARE = 0.05  # probability of the rare event
TAIL = 1.5  # of the Pareto source: P(X > x) = x^-1.5
# mean, standard deviation (None: not finite), left and right end of the picture
SOURCES = {
    "uniform": (0.5, sqrt(1 / 12), 0, 1),
    "exponential": (1.0, 1.0, 0, 4),
    "rare event": (RARE, sqrt(RARE * (1 - RARE)), -0.1, 0.5),
    "Pareto": (TAIL / (TAIL - 1), None, 0, 12),
    "Cauchy": (0.0, None, -8, 8),
}


def draw_means(source, n, repetitions):
    """(repetitions,) averages of n independent draws each."""
    rng = np.random.default_rng(0)
    if source == "rare event":
        return rng.binomial(n, RARE, size=repetitions) / n
    size = (repetitions, n)
    if source == "uniform":
        return rng.random(size).mean(axis=1)
    if source == "exponential":
        return rng.standard_exponential(size).mean(axis=1)
    if source == "Pareto":
        return (1 + rng.pareto(TAIL, size)).mean(axis=1)
    return rng.standard_cauchy(size).mean(axis=1)


def means_become_normal(source, n, repetitions):
    """Left: the means on the scale of one draw. Right: their quantiles against those of the normal curve."""
    n, repetitions = int(n), int(repetitions)
    means = np.sort(draw_means(source, n, repetitions))
    mean, sigma, low, high = SOURCES[source]
    if sigma is None:  # no standard error exists: the normal with the same quartiles instead
        first, centre, third = np.quantile(means, [0.25, 0.5, 0.75])
        width = float(third - first) / (2 * QUARTILE)
    else:
        centre, width = mean, sigma / sqrt(n)
    z = (means - centre) / width
    rank = np.unique(np.linspace(0, repetitions - 1, 120).round().astype(int))  # few points suffice
    normal = np.interp((rank + 0.5) / repetitions, PHI, Z)

    fig = plt.figure(figsize=(6.8, 4))
    left, right = fig.add_axes((0.07, 0.1, 0.48, 0.7)), fig.add_axes((0.66, 0.1, 0.32, 0.7))
    if source == "rare event":  # one bar for each possible mean, or for a few of them
        step = max(1, round(0.01 * n)) / n
        edges = np.arange(-step / 2, high + step, step)
    else:
        reach = 4 * width if sigma is not None else (high - low) / 2
        edges = np.linspace(max(low, centre - reach), min(high, centre + reach), 41)
    counts, edges = np.histogram(means, edges)
    heights = counts / repetitions / np.diff(edges)
    curve = np.exp(-(Z**2) / 2) / (width * sqrt(2 * np.pi))
    left.stairs(heights, edges, color=BLUE, fill=True, alpha=0.45)
    left.plot(centre + width * Z, curve, color=ORANGE)
    left.set(xlim=(low, high), ylim=(0, 1.15 * max(float(curve.max()), float(heights.max()))), yticks=[])
    left.set_title("the means (blue), a normal (orange)", fontsize=10)
    right.plot([-3.5, 3.5], [-3.5, 3.5], color=ORANGE)
    right.plot(normal, z[rank], ".", color=BLUE, markersize=4)
    right.set(xlim=(-3.6, 3.6), ylim=(-6, 8), xticks=[-2, 0, 2], yticks=[-4, 0, 4, 8])
    right.set_title("quantiles of the means\nagainst normal ones", fontsize=10)
    for ax in (left, right):
        ax.tick_params(labelsize=8)
        ax.spines[["top", "right"]].set_visible(False)
    below, above = 100 * float(np.mean(z < -1.96)), 100 * float(np.mean(z > 1.96))
    error = "no standard error exists" if sigma is None else f"standard error {width:.3g}"
    fig.suptitle(f"{source}, n = {n}: {error}", fontsize=11, y=0.97)

    overlay = "the normal with the same quartiles" if sigma is None else "the normal of the theorem"
    alt = (
        f"{repetitions} means of {n} {'draw' if n == 1 else 'draws'} each, source {source}: {error}. "
        f"Compared with {overlay}, {below:.1f} % of the means lie more than 1.96 standard deviations below "
        f"its centre and {above:.1f} % above, where a normal has 2.5 % each. The largest lies "
        f"{float(z[-1]):.1f} above the centre, where a normal would have about {float(normal[-1]):.1f}."
    )
    return fig, alt
