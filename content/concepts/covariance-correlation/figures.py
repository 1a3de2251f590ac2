"""The moving figure of the lesson: a cloud, its covariance ellipses, its line, and one outlier."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID = "#1b1b1f", "#77777f", "#d9d9de"
BLUE, ORANGE, GREEN, RED = "#2f5fd0", "#d9730d", "#2e8b57", "#c93c37"

N = 80
TURN = np.linspace(0, 2 * np.pi, 121)
CIRCLE = np.array([np.cos(TURN), np.sin(TURN)])
OUTLIER = np.array([5.5, -3.4])


def standard_points():
    """(N, 2) random points made to have exactly the means 0, the variances 1 and the correlation 0."""
    Z = np.random.default_rng(4).normal(size=(N, 2))
    Z -= Z.mean(axis=0)
    Q, _ = np.linalg.qr(Z)
    return Q * np.sqrt(N - 1)


POINTS = standard_points()


def cloud_and_ellipse(sigma_x, sigma_y, rho, outlier):
    """The same random points, stretched and slanted to the given standard deviations and correlation."""
    rho = round(float(rho), 2)
    L = np.array([[sigma_x, 0], [sigma_y * rho, sigma_y * np.sqrt(1 - rho**2)]])  # L L^T is the covariance
    X = POINTS @ L.T
    if outlier:
        X = np.vstack([X, OUTLIER])
    S, mean = np.cov(X, rowvar=False), X.mean(axis=0)
    r = float(S[0, 1] / np.sqrt(S[0, 0] * S[1, 1]))
    order = float(np.corrcoef(places(X[:, 0]), places(X[:, 1]))[0, 1])
    slope = float(S[0, 1] / S[0, 0])

    fig, ax = plt.subplots(figsize=(6.4, 4.3))
    fig.subplots_adjust(left=0.06, right=0.99, bottom=0.07, top=0.85)
    ax.set(xlim=(-6.4, 6.4), ylim=(-4.2, 4.2), aspect="equal", xticks=range(-6, 7, 2), yticks=range(-4, 5, 2))
    ax.axhline(0, color=GRID, linewidth=1, zorder=0)
    ax.axvline(0, color=GRID, linewidth=1, zorder=0)
    ax.plot(X[:N, 0], X[:N, 1], "o", color=BLUE, markersize=3.5, alpha=0.7)
    for k in (1, 2):
        edge = mean[:, None] + k * root(S) @ CIRCLE
        ax.plot(edge[0], edge[1], color=ORANGE, linewidth=2.2 if k == 1 else 1.2)
    ends = np.array([-6.4, 6.4])
    ax.plot(ends, mean[1] + slope * (ends - mean[0]), color=GREEN, linestyle="--", linewidth=1.4)
    if outlier:
        ax.plot(*OUTLIER, "o", color=RED, markersize=9)
    ax.set_title(
        f"covariance matrix ({number(S[0, 0])}, {number(S[0, 1])}), ({number(S[1, 0])}, {number(S[1, 1])})\n"
        f"Pearson {number(r)}, Spearman {number(order)}, slope of the line {number(slope)}",
        fontsize=10,
        color=INK,
    )
    return fig, alt_text(S, r, order, slope, outlier)


def places(x):
    """Ranks; the points have no ties."""
    return np.argsort(np.argsort(x))


def root(S):
    """A matrix with root root^T = S, S of size 2, also one that is only semidefinite."""
    first = np.sqrt(S[0, 0])
    below = S[1, 0] / first
    return np.array([[first, 0], [below, np.sqrt(max(S[1, 1] - below**2, 0))]])


def number(value):
    return f"{round(float(value), 2) + 0.0:.2f}"


def alt_text(S, r, order, slope, outlier):
    if abs(r) > 0.995:
        shape = "All points lie on one line, and the ellipses are segments."
    elif abs(r) < 0.005:
        shape = "The ellipses have their axes along the coordinate axes: there is no linear relation."
    else:
        way = "rising" if r > 0 else "falling"
        shape = f"The ellipses of the distances 1 and 2 lie along a {way} direction."
    far = " One point lies far away, at (5.5, -3.4)." if outlier else ""
    return (
        f"A cloud of {N} points with the variances {number(S[0, 0])} and {number(S[1, 1])} and the "
        f"covariance "
        f"{number(S[0, 1])}.{far} The Pearson correlation is {number(r)}, the rank correlation "
        f"{number(order)}; the least-squares line has the slope {number(slope)}. {shape}"
    )
