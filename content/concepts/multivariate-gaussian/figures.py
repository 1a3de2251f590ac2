"""The moving figure of the lesson: a slice through a bivariate normal density, and what it leaves."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN = "#2f5fd0", "#d9730d", "#2e8b57"

TURN = np.linspace(0, 2 * np.pi, 121)
CIRCLE = np.array([np.cos(TURN), np.sin(TURN)])
X = np.linspace(-6, 6, 301)


def slicing(rho, observed, sigma1, sigma2):
    """Both means are 0. Above: the plane, with ellipses of the distances 1, 2, 3. Below: densities of x1."""
    mean = round(rho * sigma1 / sigma2 * observed, 9) + 0.0
    sd = sigma1 * np.sqrt(1 - rho**2)
    L = np.array([[sigma1, 0], [sigma2 * rho, sigma2 * np.sqrt(1 - rho**2)]])

    fig = plt.figure(figsize=(6.4, 4.8))
    top, bottom = fig.add_axes((0.07, 0.42, 0.91, 0.5)), fig.add_axes((0.07, 0.07, 0.91, 0.28))
    for k in (1, 2, 3):
        edge = k * L @ CIRCLE
        top.plot(edge[0], edge[1], color=ORANGE, linewidth=2.4 - 0.6 * k)
    top.axhline(observed, color=BLUE, linewidth=1.6)
    heights = np.array([-4.0, 4.0])
    top.plot(rho * sigma1 / sigma2 * heights, heights, color=GREEN, linestyle="--", linewidth=1.4)
    top.plot(mean, observed, "o", color=BLUE, markersize=8)
    top.set(xlim=(-6, 6), ylim=(-4, 4), xticks=[], yticks=[-3, 0, 3])
    top.set_ylabel("$x_2$", labelpad=-4)

    bottom.fill_between(X, density(X, mean, sd), color=BLUE, alpha=0.25, linewidth=0)
    bottom.plot(X, density(X, mean, sd), color=BLUE, linewidth=2)
    bottom.plot(X, density(X, 0, sigma1), color=MUTED, linewidth=1.4)
    bottom.set(xlim=(-6, 6), ylim=(0, 1.15 * density(0, 0, sd)), xticks=[-6, -3, 0, 3, 6], yticks=[])
    bottom.set_xlabel("$x_1$", labelpad=-9, x=0.875)
    for ax in (top, bottom):
        ax.spines[["top", "right"]].set_visible(False)
    top.set_title(
        f"$x_1$ given $x_2$ = {observed:g}: mean {mean:.2f}, standard deviation {sd:.2f} (before: 0, "
        f"{sigma1:g})",
        fontsize=10,
        color=INK,
    )
    return fig, alt_text(rho, observed, sigma1, mean, sd)


def density(x, mean, sd):
    return np.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * np.sqrt(2 * np.pi))


def alt_text(rho, observed, sigma1, mean, sd):
    if abs(rho) < 0.005:
        verdict = "The variables are independent: the slice tells nothing about x1."
    else:
        share = 100 * sd / sigma1
        verdict = f"The blue density is {share:.0f}% as wide as the grey one, wherever the slice is."
    if abs(mean) > 6:
        verdict += " Its top lies outside the picture."
    return (
        f"Ellipses of a bivariate normal density with the correlation {rho:.2f}, cut at x2 = {observed:g}. "
        f"Below, the density of x1 alone, in grey, has the mean 0 and the standard deviation {sigma1:g}; "
        f"given "
        f"x2, in blue, it has the mean {mean:.2f} and the standard deviation {sd:.2f}. {verdict}"
    )
