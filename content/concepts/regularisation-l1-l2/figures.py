"""The moving figure of the lesson on L1 and L2 regularisation."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.collections import LineCollection

INK, MUTED, GRID, BLUE, ORANGE, GREEN = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d", "#2e8b57"
FREE = np.array([2.0, 0.8])  # the weights of least squares
PATH = np.linspace(0, 3, 121)  # the values of lambda for which the paths are drawn
ANGLES = np.linspace(0, 2 * np.pi, 121)
CIRCLE = np.column_stack([np.cos(ANGLES), np.sin(ANGLES)])


def diamond_and_disc(lam, mix, rho):
    """Left: level lines of the loss around least squares, and the set of weights that cost no more penalty
    than the solution. Right: both weights against lambda.

    Loss (w - FREE)^T G (w - FREE) / 2 with G = [[1, rho], [rho, 1]]; penalty lam (mix |w|_1 + (1 - mix)
    |w|^2 / 2).
    """
    paths = weights(np.append(PATH, lam), mix, rho)
    w = paths[-1] + 0.0  # no -0
    fig = plt.figure(figsize=(6.8, 3.8))
    left, right = fig.add_axes((0.1, 0.14, 0.4, 0.74)), fig.add_axes((0.6, 0.14, 0.38, 0.74))

    levels = [0.1, 0.5, 1.2, 2.2]
    left.add_collection(LineCollection([ellipse(v, rho) for v in levels], colors=GRID, linewidths=1))
    touching = loss(w, rho)
    if touching > 1e-9:
        left.plot(*ellipse(touching, rho).T, color=MUTED)
    left.fill(*penalty_set(w, mix).T, facecolor=BLUE, alpha=0.15, edgecolor=BLUE)
    left.axhline(0, color=GRID, linewidth=1, zorder=0)
    left.axvline(0, color=GRID, linewidth=1, zorder=0)
    left.plot(*FREE, "+", color=INK, markersize=11, markeredgewidth=2)
    left.plot(*w, "o", color=ORANGE)
    left.set(
        xlim=(-2.3, 3.1), ylim=(-2.1, 2.7), xlabel="w₁", ylabel="w₂", xticks=[-2, 0, 2], yticks=[-2, 0, 2]
    )
    left.set_title(f"w = ({w[0]:.2f}, {w[1]:.2f})", fontsize=10)

    right.plot(PATH, paths[:-1, 0], color=GREEN, label="w₁")
    right.plot(PATH, paths[:-1, 1], color=ORANGE, label="w₂")
    right.axhline(0, color=INK, linewidth=0.8)
    right.axvline(lam, color=MUTED, linestyle="--", linewidth=1)
    right.set(xlim=(0, 3), ylim=(-0.25, 2.1), xlabel="λ", xticks=[0, 1, 2, 3], yticks=[0, 1, 2])
    right.legend(frameon=False, loc="upper right", fontsize=9)
    for ax in (left, right):
        ax.spines[["top", "right"]].set_visible(False)

    shape = "a diamond" if mix == 1 else "a disc" if mix == 0 else "a diamond with bulging sides"
    where = f"the level line of the loss touches {shape}" if touching > 1e-9 else "the loss is least"
    alt = (
        f"Least squares has the weights (2, 0.8). With lambda = {lam:g} the solution is"
        f" ({w[0]:.2f}, {w[1]:.2f}), where {where}; {zeros(w)}. Correlation of the features: {rho:g}."
    )
    return fig, alt


def weights(lams, mix, rho):
    """(k, 2): the solution for each of k values of lambda.

    For each choice of signs (or 0) of the two weights the equations are linear; the best of the nine is it.
    """
    pull = FREE + rho * FREE[::-1]  # G times FREE
    corner, curve = lams * mix, 1 + lams * (1 - mix)
    none = np.zeros_like(lams)
    found = [(none, none)]
    for s in (-1, 1):
        found += [((pull[0] - s * corner) / curve, none), (none, (pull[1] - s * corner) / curve)]
        for t in (-1, 1):
            a, b = pull[0] - s * corner, pull[1] - t * corner
            det = curve**2 - rho**2
            found.append(((curve * a - rho * b) / det, (curve * b - rho * a) / det))
    w1, w2 = np.array(found).transpose(1, 0, 2)  # each (9, k)
    cost = curve * (w1**2 + w2**2) / 2 + rho * w1 * w2 - pull[0] * w1 - pull[1] * w2
    best = np.argmin(cost + corner * (np.abs(w1) + np.abs(w2)), axis=0)
    each = np.arange(len(lams))
    return np.column_stack([w1[best, each], w2[best, each]])


def loss(w, rho):
    d = w - FREE
    return float(0.5 * (d[0] ** 2 + d[1] ** 2) + rho * d[0] * d[1])


def ellipse(level, rho):
    """The weights at which the loss has this value: the axes of the ellipse are the diagonals."""
    a, b = np.sqrt(2 * level / (1 + rho)), np.sqrt(2 * level / (1 - rho))
    return FREE + CIRCLE * [a, b] @ (np.array([[1, 1], [1, -1]]) / np.sqrt(2))


def penalty_set(w, mix):
    """The weights with the penalty of w, as a closed curve. With r the distance from 0: a r^2 + b r = p."""
    p = mix * np.sum(np.abs(w)) + (1 - mix) * np.sum(w**2) / 2
    a, b = (1 - mix) / 2, mix * np.sum(np.abs(CIRCLE), axis=1)
    root = b + np.sqrt(b * b + 4 * a * p)
    r = np.divide(2 * p, root, out=np.zeros_like(root), where=root > 0)
    return CIRCLE * r[:, None]


def zeros(w):
    names = [name for name, v in zip(("w1", "w2"), w, strict=True) if v == 0]
    return " and ".join(names) + " exactly 0" if names else "no weight is 0"
