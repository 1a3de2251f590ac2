"""The moving figure of the lesson on derivatives."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE, GREEN = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#2e8b57"


def f(x):
    return np.sin(x) + 0.15 * x**2


def slope(x):
    return np.cos(x) + 0.3 * x


def difference(x, h, method):
    if method == "forward":
        return (f(x + h) - f(x)) / h
    return (f(x + h) - f(x - h)) / (2 * h)


def secant_to_tangent(exponent, x, method):
    """Left: curve, tangent and secant for h = 10 ** exponent. Right: error against h for all h, this one
    marked.
    """
    h = 10.0**exponent
    estimate = difference(x, h, method)
    error = abs(estimate - slope(x))
    grid = np.linspace(-3.5, 3.5, 200)
    fig, (left, right) = plt.subplots(1, 2, figsize=(6.8, 3.6))
    fig.subplots_adjust(left=0.08, right=0.98, bottom=0.16, top=0.9, wspace=0.28)

    left.plot(grid, f(grid), color=INK, linewidth=1.5)
    left.plot(grid, f(x) + slope(x) * (grid - x), color=GREEN, linewidth=1.5, linestyle="--")
    start = x if method == "forward" else x - h
    left.plot(grid, f(start) + estimate * (grid - start), color=BLUE, linewidth=1.5)
    left.plot([start, x + h], [f(start), f(x + h)], "o", color=BLUE, markersize=5)
    left.set(xlim=(-3.5, 3.5), ylim=(-2.5, 3.5), xlabel="x")

    hs = np.logspace(-16, 0, 97)
    with np.errstate(divide="ignore"):
        errors = np.abs(difference(x, hs, method) - slope(x))
    right.plot(np.log10(hs), np.log10(np.maximum(errors, 1e-17)), color=MUTED, linewidth=1)
    right.plot(exponent, np.log10(max(error, 1e-17)), "o", color=BLUE)
    right.set(xlim=(-16, 0.5), ylim=(-14, 1), xlabel="h", title="error of the slope")
    right.title.set_fontsize(11)
    # Logarithms on plain axes: drawn three times as fast as logarithmic axes.
    right.set_xticks([-15, -10, -5, 0], ["1e-15", "1e-10", "1e-5", "1"])
    right.set_yticks([-12, -8, -4, 0], ["1e-12", "1e-8", "1e-4", "1"])
    for ax in (left, right):
        ax.spines[["top", "right"]].set_visible(False)

    alt = (
        f"{method} difference at x = {x:.1f} with h = 1e{exponent:g}: slope {estimate:.10f}, true slope"
        f" {slope(x):.10f}, error {error:.1e}."
    )
    return fig, alt
