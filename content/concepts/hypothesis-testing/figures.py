"""The moving figure of the lesson on hypothesis tests."""

import matplotlib.pyplot as plt
import numpy as np
from scipy.special import ndtr, ndtri  # cdf and quantiles of the standard normal

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, RED = "#2f5fd0", "#d9730d", "#c93c37"
SIZES = np.arange(2, 201)


def power_of(shift, limit):
    """P(|Z + shift| > limit) for a standard normal Z."""
    return ndtr(shift - limit) + ndtr(-shift - limit)


def two_curves(effect, n, alpha):
    """Left: a difference of two means in standard errors, without and with an effect. Right: power and n."""
    n = int(n)
    limit, shift = float(ndtri(1 - alpha / 2)), effect * np.sqrt(n / 2)
    power = float(power_of(shift, limit))
    x = np.linspace(-4, max(6.0, shift + 3.5), 400)
    null, other = (np.exp(-((x - c) ** 2) / 2) / np.sqrt(2 * np.pi) for c in (0, shift))

    fig = plt.figure(figsize=(6.8, 4))
    left, right = fig.add_axes((0.04, 0.13, 0.58, 0.68)), fig.add_axes((0.71, 0.13, 0.27, 0.68))
    inside = np.abs(x) <= limit
    left.fill_between(x, other, where=inside, color=BLUE, alpha=0.3, linewidth=0)
    left.fill_between(x, null, where=x >= limit, color=RED, alpha=0.7, linewidth=0)
    left.fill_between(x, null, where=x <= -limit, color=RED, alpha=0.7, linewidth=0)
    left.plot(x, null, color=INK)
    left.plot(x, other, color=BLUE)
    for side in (-limit, limit):
        left.axvline(side, color=MUTED, linestyle="--", linewidth=1)
    left.text(0, 0.41, "no effect", ha="center", fontsize=9, color=INK)
    left.text(shift, 0.45 if shift < 2 else 0.41, "effect", ha="center", fontsize=9, color=BLUE)
    left.set(xlim=(x[0], x[-1]), ylim=(0, 0.5), yticks=[], xlabel="difference in standard errors")
    left.set_title(f"red: α = {alpha:.3g}, blue area: β = {1 - power:.2f}", fontsize=10)
    right.plot(SIZES, power_of(effect * np.sqrt(SIZES / 2), limit), color=BLUE)
    right.axhline(0.8, color=MUTED, linestyle="--", linewidth=1)
    right.plot(n, power, "o", color=ORANGE)
    right.set(xlim=(0, 202), ylim=(0, 1.03), xlabel="n in each group", yticks=[0, 0.5, 0.8, 1])
    right.set_title(f"power {power:.2f}", fontsize=10)
    for ax in (left, right):
        ax.tick_params(labelsize=8)
        ax.spines[["top", "right"]].set_visible(False)
    fig.suptitle(f"effect {effect:g} standard deviations, n = {n} in each group", fontsize=11, y=0.97)

    needed = SIZES[power_of(effect * np.sqrt(SIZES / 2), limit) >= 0.8]
    enough = f"from n = {needed[0]} on" if len(needed) else "for no n up to 200"
    missed = f"an effect is overlooked with probability {1 - power:.3f}"
    if effect == 0:
        missed = "there is no effect, so it is the rate of false rejections"
    alt = (
        f"Two bell curves of width 1, at 0 and at {shift:.2f} standard errors. Beyond "
        f"{limit:.2f} on both sides lies {alpha:.3g} of the curve without an effect, and {power:.3f} of the "
        f"curve with one: that is the power; {missed}. "
        f"A power of 0.8 is reached {enough}."
    )
    return fig, alt
