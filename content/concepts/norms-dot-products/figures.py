"""The moving figure of the lesson on norms."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d"
LARGEST_P = 10  # the slider's end stands for infinity


def p_norm(x, y, p):
    x, y = np.abs(x), np.abs(y)
    if p >= LARGEST_P:
        return np.maximum(x, y)
    return (x**p + y**p) ** (1 / p)


def unit_balls(p, u, v):
    """Left: the p-unit ball, u, and its projection on v. Right: the norm of u against p."""
    angle = np.linspace(0, 2 * np.pi, 241)
    cx, cy = np.cos(angle), np.sin(angle)
    scale = p_norm(cx, cy, p)
    size = float(p_norm(u[0], u[1], p))
    dot, square = u[0] * v[0] + u[1] * v[1], v[0] ** 2 + v[1] ** 2
    fig, (left, right) = plt.subplots(1, 2, figsize=(6.8, 3.6), width_ratios=[1.3, 1])
    fig.subplots_adjust(left=0.08, right=0.98, bottom=0.16, top=0.9, wspace=0.25)

    left.axhline(0, color=GRID, linewidth=1)
    left.axvline(0, color=GRID, linewidth=1)
    left.fill(cx / scale, cy / scale, color=BLUE, alpha=0.15)
    left.plot(cx / scale, cy / scale, color=BLUE, linewidth=1.5)
    if size > 1e-9:
        left.plot(size * cx / scale, size * cy / scale, color=MUTED, linewidth=1, linestyle=":")
    left.annotate(
        "",
        xy=u,
        xytext=(0, 0),
        arrowprops={"arrowstyle": "-|>", "color": BLUE, "lw": 2, "shrinkA": 0, "shrinkB": 0},
    )
    left.annotate(
        "",
        xy=v,
        xytext=(0, 0),
        arrowprops={"arrowstyle": "-|>", "color": MUTED, "lw": 1.5, "shrinkA": 0, "shrinkB": 0},
    )
    left.text(u[0] + 0.1, u[1] + 0.1, "u", color=BLUE)
    left.text(v[0] + 0.1, v[1] + 0.1, "v", color=MUTED)
    shadow = None
    if square > 1e-9:
        shadow = (dot / square * v[0], dot / square * v[1])
        left.plot([0, shadow[0]], [0, shadow[1]], color=ORANGE, linewidth=3)
        left.plot([u[0], shadow[0]], [u[1], shadow[1]], color=ORANGE, linewidth=1, linestyle="--")
    left.set(xlim=(-3, 3), ylim=(-3, 3), aspect="equal", xticks=range(-3, 4), yticks=range(-3, 4))

    ps = np.linspace(1, LARGEST_P - 0.01, 80)
    right.plot(ps, [float(p_norm(u[0], u[1], q)) for q in ps], color=BLUE)
    right.axhline(max(abs(u[0]), abs(u[1])), color=GRID, linewidth=1, zorder=0)
    right.plot(min(p, LARGEST_P), size, "o", color=BLUE)
    right.set(
        xlim=(0.7, LARGEST_P + 0.3),
        ylim=(0, max(4.0, 1.1 * (abs(u[0]) + abs(u[1])))),
        xlabel="p",
        title="norm of u",
    )
    right.title.set_fontsize(11)
    for ax in (left, right):
        ax.spines[["top", "right"]].set_visible(False)

    named = "infinity" if p >= LARGEST_P else f"{p:g}"
    alt = f"p = {named}: u = ({u[0]:.1f}, {u[1]:.1f}) has norm {size:.3f}."
    if shadow is None:
        return fig, alt + " v is the zero vector: there is no projection on it."
    return (
        fig,
        alt + f" Its projection on v = ({v[0]:.1f}, {v[1]:.1f}) is ({shadow[0]:.2f}, {shadow[1]:.2f}).",
    )
