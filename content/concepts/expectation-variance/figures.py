"""The moving figure of the lesson on expectation and variance."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE, GREEN = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#2e8b57"
VALUES = np.array([0.0, 1.0, 2.0, 6.0])


def balance_point(w0, w1, w2, w6, a, b):
    """Left: masses of X and of aX + b on a beam that balances at the mean. Right: what each value brings to
    the variance of X. Four weights of 0 count as equal weights.
    """
    weights = np.array([w0, w1, w2, w6], dtype=float)
    p = weights / weights.sum() if weights.sum() > 0 else np.full(4, 0.25)
    mean = float(np.sum(p * VALUES))
    parts = p * (VALUES - mean) ** 2
    var = float(np.sum(parts))
    moved_mean, moved_var = a * mean + b, a * a * var

    fig = plt.figure(figsize=(6.8, 4))
    top, bottom = fig.add_axes((0.06, 0.57, 0.52, 0.32)), fig.add_axes((0.06, 0.09, 0.52, 0.32))
    right = fig.add_axes((0.68, 0.09, 0.3, 0.8))
    shown = ((top, VALUES, mean, var, "X"), (bottom, a * VALUES + b, moved_mean, moved_var, "aX + b"))
    for ax, x, centre, spread, name in shown:
        sd = float(np.sqrt(spread))
        ax.vlines(x, 0, p, color=BLUE, linewidth=9)
        ax.plot([centre - sd, centre + sd], [-0.09, -0.09], color=GREEN, linewidth=3)
        ax.plot(centre, -0.09, "^", color=ORANGE, markersize=10)
        ax.axhline(0, color=INK, linewidth=1.5)
        ax.set(xlim=(-11, 17), ylim=(-0.25, 1.02), xticks=[-10, -5, 0, 5, 10, 15], yticks=[0, 1])
        ax.set_title(f"{name}:  mean {centre:.2f},  variance {spread:.2f}", fontsize=10)
    right.vlines(range(4), 0, parts, color=GREEN, linewidth=18)
    right.locator_params(axis="y", nbins=4)
    right.set_xticks(range(4), [f"{v:g}" for v in VALUES])
    right.set(xlim=(-0.6, 3.6), ylim=(0, max(1.0, 1.15 * float(parts.max()))))
    right.set_title(f"p · (x - {mean:.2f})²", fontsize=10)
    for ax in (top, bottom, right):
        ax.tick_params(labelsize=8)
        ax.spines[["top", "right"]].set_visible(False)

    masses = ", ".join(f"{q:.2f} at {v:g}" for q, v in zip(p, VALUES, strict=True))
    largest = int(np.argmax(parts))
    alt = (
        f"Masses of X: {masses}. The beam balances at the mean {mean:.2f}; the variance is {var:.2f},"
        f" {parts[largest]:.2f} of it from the value {VALUES[largest]:g}. {a:g} X + {b:g} has mean"
        f" {moved_mean:.2f} and variance {moved_var:.2f}."
    )
    return fig, alt
