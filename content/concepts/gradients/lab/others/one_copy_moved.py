"""One copy is moved there and back; nothing is borrowed from earlier labs."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    work = np.array(x, dtype=float)
    slopes = np.zeros(work.shape)
    places = np.nditer(work, flags=["multi_index", "zerosize_ok"])
    for _ in places:
        at = places.multi_index
        here = work[at]
        work[at] = here + h
        above = f(work.copy())
        work[at] = here - h
        below = f(work.copy())
        work[at] = here
        slopes[at] = (above - below) / (2 * h)
    return slopes


def gradcheck(f, grad, x, rtol=1e-5, atol=1e-7):
    mine = np.array(grad(np.array(x, dtype=float)), dtype=float)
    if mine.shape != np.shape(x):
        return False, np.inf
    true = numerical_gradient(f, x)
    worst = 0.0
    for a, n in zip(mine.ravel().tolist(), true.ravel().tolist(), strict=True):
        if abs(a) == np.inf or abs(n) == np.inf or a != a or n != n:
            return False, np.inf
        worst = max(worst, abs(a - n) / (atol + rtol * max(abs(a), abs(n))))
    return worst <= 1, worst


def directional(f, x, u):
    x, u = np.array(x, dtype=float), np.array(u, dtype=float)
    if not u.any():
        raise ValueError("which direction?")
    size = np.abs(u).max()
    unit = u / size / np.sqrt(((u / size) ** 2).sum())
    t = 6e-6 * max(1.0, np.abs(x).max())
    return float((f(x + t * unit) - f(x - t * unit)) / (2 * t))
