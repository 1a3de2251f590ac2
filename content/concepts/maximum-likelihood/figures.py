"""The moving figure of the lesson on maximum likelihood."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

INK, MUTED, GRID, BLUE, ORANGE, GREEN = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#2e8b57"
DRAWS = 5 + 2 * np.random.default_rng(197).standard_normal(100)  # the first n of them are the data
LOSSES = (0.5, 2.0, 4.5, 8.0)  # log-likelihood lost against the best: the level lines


def likelihood_surface(mu, sigma, n):
    """Left: the first n data as ticks, the density of Normal(mu, sigma) and its height at each of them.
    Right: level lines of the log-likelihood over (mu, sigma), with the present point and the maximum.
    """
    n = round(n)
    x = DRAWS[:n]
    best_mu, best_sigma = float(np.mean(x)), float(np.std(x))
    loss = n * (np.log(sigma / best_sigma) + np.mean((x - mu) ** 2) / (2 * sigma**2) - 0.5)
    here = float(np.sum(log_density(x, mu, sigma)))

    fig = plt.figure(figsize=(6.8, 3.8))
    left, right = fig.add_axes((0.08, 0.14, 0.46, 0.7)), fig.add_axes((0.65, 0.14, 0.33, 0.7))
    grid = np.linspace(-2, 12, 120)
    left.plot(grid, np.exp(log_density(grid, best_mu, best_sigma)), color=MUTED, linestyle="--", linewidth=1)
    left.plot(grid, np.exp(log_density(grid, mu, sigma)), color=BLUE)
    left.vlines(x, 0, np.exp(log_density(x, mu, sigma)), color=ORANGE, linewidth=1)
    left.plot(x, np.full(n, -0.012), "|", color=INK, markersize=9)
    left.set(xlim=(-2, 12), ylim=(-0.03, 0.62), xlabel="x", xticks=[0, 5, 10], yticks=[0, 0.2, 0.4, 0.6])
    left.set_title(f"log-likelihood {here:.1f}", fontsize=10)

    right.add_collection(LineCollection(level_lines(best_mu, best_sigma, n), colors=MUTED, linewidths=1))
    right.plot(best_mu, best_sigma, "+", color=GREEN, markersize=12, markeredgewidth=2)
    right.plot(mu, sigma, "o", color=BLUE)
    right.set(xlim=(1, 9), ylim=(0.35, 5), xlabel="μ", ylabel="σ", xticks=[1, 5, 9], yticks=[1, 2, 3, 4, 5])
    right.set_title(f"{loss:.1f} below the maximum", fontsize=10)
    for ax in (left, right):
        ax.spines[["top", "right"]].set_visible(False)

    alt = (
        f"{n} data with the mean {best_mu:.2f} and the spread {best_sigma:.2f}. Under Normal({mu:g}, "
        f"{sigma:g})"
        f" their log-likelihood is {here:.1f}, which is {loss:.1f} below the maximum at mu = {best_mu:.2f},"
        f" sigma = {best_sigma:.2f}. The level lines 0.5, 2, 4.5 and 8 below it are egg-shaped; the innermost"
        f" spans mu from {best_mu - reach(best_sigma, n):.2f} to {best_mu + reach(best_sigma, n):.2f}."
    )
    return fig, alt


def log_density(x, mu, sigma):
    return -0.5 * ((x - mu) / sigma) ** 2 - np.log(sigma * np.sqrt(2 * np.pi))


def half_width(sigma, best_sigma, n, loss):
    """The |mu - best_mu| at which this sigma loses so much; nan where it loses more for every mu.

    n (log(sigma / s) + (s^2 + d^2) / (2 sigma^2) - 1/2) = loss, solved for d, with s the best sigma.
    """
    square = 2 * sigma**2 * (loss / n + 0.5 - np.log(sigma / best_sigma)) - best_sigma**2
    return np.sqrt(np.where(square >= 0, square, np.nan))


def reach(best_sigma, n):
    """The largest half-width of the innermost level line."""
    sigmas = best_sigma * np.geomspace(0.3, 4, 400)
    return float(np.nanmax(half_width(sigmas, best_sigma, n, LOSSES[0])))


def level_lines(best_mu, best_sigma, n):
    """Closed curves, one for each loss: up on the left side and down on the right one."""
    sigmas = best_sigma * np.geomspace(0.25, 8, 300)
    lines = []
    for loss in LOSSES:
        d = half_width(sigmas, best_sigma, n, loss)
        known = ~np.isnan(d)
        s, d = sigmas[known], d[known]
        mus = np.concatenate([best_mu - d, best_mu + d[::-1]])
        around = np.concatenate([s, s[::-1]])
        lines.append(np.column_stack([np.append(mus, mus[:1]), np.append(around, around[:1])]))
    return lines
