"""The moving figure of the lesson on distributions."""

from math import erf, exp, lgamma, log, sqrt

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE, GREEN = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#2e8b57"
GRID_POINTS = 241
NORMAL = np.linspace(-4, 4, GRID_POINTS)
NORMAL_CDF = np.array([(1 + erf(z / sqrt(2))) / 2 for z in NORMAL.tolist()])


def continuous(family, parameter):
    """(label, x, density, cdf) on a grid; parameter is from 1 to 9."""
    if family == "normal":
        sigma = parameter / 2
        x = sigma * NORMAL
        return (
            f"Normal(0, σ = {sigma:g})",
            x,
            np.exp(-(NORMAL**2) / 2) / (sigma * sqrt(2 * np.pi)),
            NORMAL_CDF,
        )
    if family == "exponential":
        x = np.linspace(0, 6 / parameter, GRID_POINTS)
        return (
            f"Exponential(rate {parameter:g})",
            x,
            parameter * np.exp(-parameter * x),
            1 - np.exp(-parameter * x),
        )
    x = np.linspace(0, parameter, GRID_POINTS)
    return f"Uniform on [0, {parameter:g}]", x, np.full(GRID_POINTS, 1 / parameter), x / parameter


def discrete(family, parameter):
    """(label, k, masses, cdf)."""
    if family == "binomial":
        n, p = 10, parameter / 10
        k = np.arange(n + 1)
        masses = [
            exp(lgamma(n + 1) - lgamma(i + 1) - lgamma(n - i + 1) + i * log(p) + (n - i) * log(1 - p))
            for i in k
        ]
        return f"Binomial(10, p = {p:g})", k, np.array(masses), np.cumsum(masses)
    k = np.arange(int(parameter + 5 * sqrt(parameter)) + 3)
    masses = [exp(i * log(parameter) - parameter - lgamma(i + 1)) for i in k]
    return f"Poisson(λ = {parameter:g})", k, np.array(masses), np.cumsum(masses)


def four_faces(family, parameter, q, n):
    """Density or mass with a histogram of n draws, cdf and quantile function, linked by the probability q."""
    counts = family in ("binomial", "Poisson")
    label, x, heights, cdf = (discrete if counts else continuous)(family, parameter)
    at = float(x[np.searchsorted(cdf, q).clip(0, len(x) - 1)]) if counts else float(np.interp(q, cdf, x))
    u = np.random.default_rng(0).random(int(n))
    draws = x[np.searchsorted(cdf, u).clip(0, len(x) - 1)] if counts else np.interp(u, cdf, x)

    fig = plt.figure(figsize=(6.8, 4))
    density = fig.add_axes((0.07, 0.09, 0.42, 0.73))
    cumulated = fig.add_axes((0.58, 0.55, 0.4, 0.27))
    quantile = fig.add_axes((0.58, 0.09, 0.4, 0.27))
    if counts:
        wide = 110 / len(x)  # points
        share = np.bincount(draws, minlength=len(x))[: len(x)] / len(draws)
        inside = x <= at
        density.vlines(x[inside], 0, heights[inside], color=BLUE, linewidth=wide)
        density.vlines(x[~inside], 0, heights[~inside], color=GRID, linewidth=wide)
        density.plot(x, share, "_", color=GREEN, markersize=1.4 * wide, markeredgewidth=2)
        cumulated.step(x, cdf, where="post", color=BLUE)
        quantile.step(np.append(0, cdf), np.append(x, x[-1]), where="post", color=BLUE)
    else:
        share, edges = np.histogram(draws, bins=20, range=(x[0], x[-1]), density=True)
        density.fill_between(x[x <= at], heights[x <= at], color=BLUE, alpha=0.4, linewidth=0)
        density.plot(x, heights, color=INK)
        density.stairs(share, edges, color=GREEN)
        cumulated.plot(x, cdf, color=BLUE)
        quantile.plot(cdf, x, color=BLUE)
    low = float(x[0])
    cumulated.plot([low, at, at], [q, q, 0], color=ORANGE, linestyle="--", linewidth=1)
    cumulated.plot(at, q, "o", color=ORANGE)
    quantile.plot([q, q, 0], [low, at, at], color=ORANGE, linestyle="--", linewidth=1)
    quantile.plot(q, at, "o", color=ORANGE)
    density.set_ylim(0, 1.1 * max(float(heights.max()), float(share.max())))
    cumulated.set(ylim=(0, 1.05), yticks=[0, 0.5, 1])
    quantile.set(xlim=(0, 1))
    density.locator_params(axis="y", nbins=4)
    quantile.locator_params(axis="y", nbins=3)
    name = "mass" if counts else "density"
    titles = (f"{name}, and {int(n)} draws (green)", "cdf: from x to q", "quantile function: from q to x")
    for ax, title in zip((density, cumulated, quantile), titles, strict=True):
        ax.set_title(title, fontsize=10)
        ax.tick_params(labelsize=8)
        ax.locator_params(axis="x", nbins=4)
        ax.spines[["top", "right"]].set_visible(False)
    fig.suptitle(f"{label}:  q = {q:.2f},  x = {at:.3g}", fontsize=11)

    below = float(np.mean(draws <= at))
    alt = (
        f"{label}. The quantile of q = {q:.2f} is {at:.3g}: "
        + (
            f"it is the smallest value with cdf at least {q:.2f}."
            if counts
            else f"the shaded area is {q:.2f}."
        )
        + f" The highest {name} is {float(heights.max()):.3g}. Of {int(n)} draws {below:.3f} are at or"
        f" below {at:.3g}."
    )
    return fig, alt
