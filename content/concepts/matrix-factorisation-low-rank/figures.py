"""The moving figure of the lesson: a small picture from its first k singular triples."""

import matplotlib.pyplot as plt
import numpy as np

INK, MUTED, GRID, BLUE, ORANGE = "#1b1b1f", "#77777f", "#d9d9de", "#2f5fd0", "#d9730d"

M, N = 48, 64
Y, X = np.mgrid[0:M, 0:N].astype(float)


def sunset():
    """(3, M, N): a sky that darkens upwards, a sun, and a hill in front."""
    height = 1 - Y / M
    sun = np.hypot(X - 40, Y - 22) < 9
    hill = 34 - 5 * np.sin(X / 9) - 4 * np.sin(X / 4 + 1) < Y
    red = np.where(sun, 1.0, 0.95 - 0.5 * height)
    green = np.where(sun, 0.85, 0.6 - 0.35 * height)
    blue = np.where(sun, 0.3, 0.35 + 0.25 * height)
    return np.array([np.where(hill, dark, c) for c, dark in ((red, 0.15), (green, 0.22), (blue, 0.12))])


def window():
    """(3, M, N): a frame with bars, all along rows and columns."""
    bars = (np.abs(X - 32) < 2) | (np.abs(Y - 24) < 2) | (np.minimum(X, N - 1 - X) < 5)
    bars |= np.minimum(Y, M - 1 - Y) < 5
    return np.array([np.where(bars, wood, glass) for wood, glass in ((0.5, 0.6), (0.3, 0.8), (0.15, 0.95))])


def waves():
    """(3, M, N): slanted waves; sin(a + b) = sin a cos b + cos a sin b, and a constant."""
    return np.array([0.5 + 0.45 * np.sin(X / step + Y / 5) for step in (4, 5, 7)])


def edge():
    """(3, M, N): white below a diagonal, black above."""
    return np.array([(Y + shift > X * M / N).astype(float) for shift in (0, 6, -6)])


def noise():
    return np.random.default_rng(1).random((3, M, N))


IMAGES = {f.__name__: f() for f in (sunset, window, waves, edge, noise)}
CHANNELS = ("red", "green", "blue")
TRIPLES = {
    (name, channel): np.linalg.svd(image[i], full_matrices=False)
    for name, image in IMAGES.items()
    for i, channel in enumerate(CHANNELS)
}


def image_by_rank(k, image, channel):
    """One channel of a picture of 48 x 64 points, as shades of grey."""
    k = int(k)
    U, s, Vt = TRIPLES[image, channel]
    A = IMAGES[image][CHANNELS.index(channel)]
    near = (U[:, :k] * s[:k]) @ Vt[:k]
    missing = float(np.sqrt((s[k:] ** 2).sum() / (s**2).sum()))
    stored, whole = k * (M + N), M * N

    fig = plt.figure(figsize=(6.6, 4))
    ax = fig.add_axes((0.02, 0.42, 0.96, 0.43))
    gap = np.full((M, 6), np.nan)  # stays transparent
    row = np.hstack([near, gap, 0.5 + A - near, gap, A])  # one image: three would take three times as long
    ax.imshow(row, cmap="gray", vmin=0, vmax=1, interpolation="nearest", aspect="auto")
    ax.set_xticks([N / 2, 3 * N / 2 + 6, 5 * N / 2 + 12], [f"rank {k}", "what is missing", "original"])
    ax.xaxis.tick_top()
    ax.tick_params(length=0, labelsize=10)
    ax.set_yticks([])
    ax.spines[:].set_visible(False)

    ax = fig.add_axes((0.15, 0.12, 0.82, 0.23))
    heights = np.log10(np.maximum(s / s[0], 1e-4))  # an axis of its own logarithms would take longer to draw
    places = np.arange(1, len(s) + 1)
    ax.plot(places[k:], heights[k:], "o", color=MUTED, markersize=3)
    ax.plot(places[:k], heights[:k], "o", color=BLUE, markersize=4)
    ax.set(xlim=(0, 49), ylim=(-4.3, 0.4), xticks=[1, 12, 24, 36, 48], yticks=[-4, -2, 0])
    ax.set_yticklabels(["0.0001 or less", "0.01", "1"], fontsize=8)
    ax.set_xlabel("$i$, with $s_i / s_1$ upwards", fontsize=9, labelpad=1)
    ax.spines[["top", "right"]].set_visible(False)
    fig.suptitle(
        f"{stored:,} numbers instead of {whole:,}; relative error {100 * missing:.1f} %", fontsize=11, y=0.98
    )
    return fig, alt_text(k, image, channel, s, missing, stored)


def alt_text(k, image, channel, s, missing, stored):
    rank = int((s > 1e-10 * s[0]).sum())
    if k >= rank:
        verdict = f"The picture has rank {rank}, so nothing is missing."
    elif stored >= M * N:
        verdict = "The factors take more numbers than the picture itself."
    else:
        verdict = f"The factors hold {stored} numbers, the picture {M * N}."
    return (
        f"The {channel} channel of the picture '{image}', {M} by {N} points, from its first {k} singular "
        f"triples. "
        f"The relative error in the Frobenius norm is {100 * missing:.1f} per cent. The next singular "
        f"value is "
        f"{s[k] / s[0]:.2g} of the first. {verdict}"
    )
