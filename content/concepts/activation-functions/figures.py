"""The moving figure of the lesson on activation functions."""

from math import erf, exp, log1p, pi, sqrt, tanh

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d"


def sigmoid(z):
    return 1 / (1 + exp(-z)) if z >= 0 else exp(z) / (1 + exp(z))


def normal(z):
    return 0.5 * (1 + erf(z / sqrt(2)))


# name: (f, slope), both of one number
FUNCTIONS = {
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (tanh, lambda z: 1 - tanh(z) ** 2),
    "ReLU": (lambda z: max(z, 0.0), lambda z: float(z > 0)),
    "leaky ReLU": (lambda z: z if z > 0 else 0.01 * z, lambda z: 1.0 if z > 0 else 0.01),
    "softplus": (lambda z: max(z, 0) + log1p(exp(-abs(z))), sigmoid),
    "SiLU": (lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z)))),
    "GELU": (lambda z: z * normal(z), lambda z: normal(z) + z * exp(-z * z / 2) / sqrt(2 * pi)),
}


def gates_and_slopes(function, z, depth):
    """Left: f and f' with the point z. Right: the product of slopes when f is applied depth times,
    starting at z.
    """
    f, slope = FUNCTIONS[function]
    grid = np.linspace(-5, 5, 201)
    fig, (left, right) = plt.subplots(1, 2, figsize=(6.8, 3.5))
    fig.subplots_adjust(left=0.08, right=0.98, bottom=0.16, top=0.9, wspace=0.25)

    left.axhline(0, color=GRID, linewidth=1)
    left.plot(grid, [f(t) for t in grid], color=BLUE, linewidth=2)
    left.plot(grid, [slope(t) for t in grid], color=ORANGE, linewidth=2)
    left.plot([z, z], [f(z), slope(z)], color=MUTED, linewidth=1, linestyle=":")
    left.plot(z, f(z), "o", color=BLUE)
    left.plot(z, slope(z), "o", color=ORANGE)
    left.set(xlim=(-5, 5), ylim=(-1.3, 3), xlabel="z")
    left.text(-4.8, 2.62, "f(z)", color=BLUE)
    left.text(-4.8, 2.22, "f'(z)", color=ORANGE)

    value, product, products = z, 1.0, []
    for _ in range(depth):
        product *= slope(value)
        value = f(value)
        products.append(product)
    shown = np.maximum(np.abs(products), 1e-12)  # zero has no logarithm
    right.plot(np.arange(1, depth + 1), np.log10(shown), "o-", color=ORANGE, markersize=4)
    right.set(xlim=(0.5, 20.5), ylim=(-12.5, 0.7), xlabel="layers", title="product of slopes")
    right.title.set_fontsize(11)
    right.set_yticks([-12, -9, -6, -3, 0], ["1e-12", "1e-9", "1e-6", "1e-3", "1"])  # quicker than a log axis
    right.xaxis.set_major_locator(plt.MaxNLocator(integer=True))
    for ax in (left, right):
        ax.spines[["top", "right"]].set_visible(False)

    alt = (
        f"{function} at z = {z:.1f}: value {f(z):.3f}, slope {slope(z):.3f}. "
        f"Applied {depth} times, the product of slopes is {product:.2g}."
    )
    return fig, alt
