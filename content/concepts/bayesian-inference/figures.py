"""The moving figure of the lesson on Bayesian inference."""

import math

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE, GREEN = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#2e8b57"
SHARES = np.linspace(0.0005, 0.9995, 1000)


def belief_in_motion(a, b, heads, tails, level):
    """Prior Beta(a, b), the likelihood scaled to area 1, and the posterior with its equal-tailed interval."""
    heads, tails = round(heads), round(tails)
    prior, likelihood = density(a, b), density(heads + 1, tails + 1)
    posterior = density(a + heads, b + tails)
    low, high = interval(posterior, level / 100)
    mean = (a + heads) / (a + b + heads + tails)
    inside = (low <= SHARES) & (high >= SHARES)

    fig, ax = plt.subplots(figsize=(6.4, 3.8))
    fig.subplots_adjust(left=0.09, right=0.97, bottom=0.14, top=0.86)
    ax.fill_between(SHARES[inside], posterior[inside], color=BLUE, alpha=0.18, linewidth=0)
    ax.plot(SHARES, prior, color=MUTED, linestyle="--", label="prior")
    ax.plot(SHARES, likelihood, color=ORANGE, linewidth=1, label="likelihood (scaled)")
    ax.plot(SHARES, posterior, color=BLUE, linewidth=2, label="posterior")
    ax.vlines(mean, 0, np.interp(mean, SHARES, posterior), color=BLUE, linewidth=1)
    top = max(3.0, 1.12 * float(posterior.max()))
    ax.set(xlim=(0, 1), ylim=(0, top), xlabel=r"$\theta$")
    ax.set_title(f"mean {mean:.3f},  {level:g} % interval [{low:.3f}, {high:.3f}]", fontsize=10)
    ax.legend(frameon=False, fontsize=9, loc="upper left" if mean > 0.5 else "upper right")
    ax.spines[["top", "right"]].set_visible(False)

    trials = heads + tails
    data = f"{heads} heads in {trials} tosses, a share of {heads / trials:.3f}" if trials else "no tosses yet"
    alt = (
        f"Prior Beta({a:g}, {b:g}) with the mean {a / (a + b):.3f}; {data}. The posterior is"
        f" Beta({a + heads:g}, {b + tails:g}): mean {mean:.3f}, and with probability {level:g} % theta lies"
        f" between {low:.3f} and {high:.3f}."
    )
    return fig, alt


def density(a, b):
    """Of Beta(a, b) at SHARES."""
    constant = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    return np.exp((a - 1) * np.log(SHARES) + (b - 1) * np.log1p(-SHARES) + constant)


def interval(heights, level):
    """The equal-tailed interval of a density given at SHARES."""
    mass = np.cumsum(heights)
    return tuple(np.interp([(1 - level) / 2, (1 + level) / 2], mass / mass[-1], SHARES).tolist())
