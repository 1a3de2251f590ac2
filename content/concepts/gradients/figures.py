"""The moving figure of the lesson on gradients."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d"

# name: (f, gradient), on arrays x and y
SURFACES = {
    "bowl": (lambda x, y: 0.4 * x**2 + 0.8 * y**2, lambda x, y: (0.8 * x, 1.6 * y)),
    "saddle": (lambda x, y: 0.5 * x**2 - 0.5 * y**2, lambda x, y: (x, -y)),
    "two hills": (
        lambda x, y: 2 * np.exp(-((x - 1) ** 2) - y**2) + 1.5 * np.exp(-((x + 1) ** 2) - (y - 0.6) ** 2),
        lambda x, y: (
            -4 * (x - 1) * np.exp(-((x - 1) ** 2) - y**2)
            - 3 * (x + 1) * np.exp(-((x + 1) ** 2) - (y - 0.6) ** 2),
            -4 * y * np.exp(-((x - 1) ** 2) - y**2)
            - 3 * (y - 0.6) * np.exp(-((x + 1) ** 2) - (y - 0.6) ** 2),
        ),
    ),
}


def contours_and_arrows(point, angle, surface):
    """Left: contours, the gradient at the point, the direction u and the contour's tangent. Right: slope
    against angle.
    """
    f, gradient = SURFACES[surface]
    px, py = point
    gx, gy = (float(g) for g in gradient(px, py))
    length = float(np.hypot(gx, gy))
    turn = np.radians(angle)
    ux, uy = np.cos(turn), np.sin(turn)
    slope = gx * ux + gy * uy

    side = np.linspace(-2.2, 2.2, 61)
    X, Y = np.meshgrid(side, side)
    fig, (left, right) = plt.subplots(1, 2, figsize=(6.8, 3.6), width_ratios=[1.15, 1])
    fig.subplots_adjust(left=0.08, right=0.98, bottom=0.16, top=0.9, wspace=0.25)
    left.contour(X, Y, f(X, Y), levels=11, colors=GRID, linewidths=1)
    left.contour(X, Y, f(X, Y), levels=[float(f(px, py))], colors=MUTED, linewidths=1.2)
    if length > 1e-9:
        tx, ty = -gy / length, gx / length
        left.plot([px - tx, px + tx], [py - ty, py + ty], color=MUTED, linestyle=":", linewidth=1.2)
        reach = 0.6  # one unit of slope is drawn this long
        left.arrow(
            px,
            py,
            reach * gx,
            reach * gy,
            color=ORANGE,
            width=0.02,
            head_width=0.13,
            length_includes_head=True,
        )
    left.arrow(px, py, 0.8 * ux, 0.8 * uy, color=BLUE, width=0.02, head_width=0.13, length_includes_head=True)
    left.plot(px, py, "o", color=INK)
    left.set(xlim=(-2.2, 2.2), ylim=(-2.2, 2.2), aspect="equal", xlabel="x", ylabel="y")

    angles = np.linspace(-180, 180, 181)
    right.axhline(0, color=GRID)
    right.plot(angles, gx * np.cos(np.radians(angles)) + gy * np.sin(np.radians(angles)), color=BLUE)
    right.plot(angle, slope, "o", color=BLUE)
    if length > 1e-9:
        right.axvline(np.degrees(np.arctan2(gy, gx)), color=ORANGE, linestyle="--", linewidth=1)
    top = max(length, 0.5) * 1.15
    right.set(
        xlim=(-180, 180),
        ylim=(-top, top),
        xlabel="angle of u (degrees)",
        title="slope along u",
        xticks=[-180, -90, 0, 90, 180],
    )
    right.title.set_fontsize(11)
    for ax in (left, right):
        ax.spines[["top", "right"]].set_visible(False)

    alt = (
        f"{surface.capitalize()} at ({px:.1f}, {py:.1f}): gradient ({gx:.2f}, {gy:.2f}) of length"
        f" {length:.2f}. Along u at {angle:.0f} degrees the slope is {slope:.2f}."
    )
    return fig, alt
