"""The walk as a generator of points, which the caller stops; the trial steps as powers of rho."""

from itertools import count, islice

import numpy as np


def gradient_descent(grad, x0, lr, n_steps, tol=0.0, callback=None):
    if n_steps < 0:
        raise ValueError("a negative number of steps")
    points, norms = [], []
    for k, (x, length) in enumerate(islice(walk(grad, x0, lr, tol), n_steps + 1)):
        points.append(x)
        norms.append(length)
        if k and callback and callback(k, np.copy(x)) is True:
            break
    return {"x": points[-1].copy(), "history": np.stack(points), "grad_norms": np.array(norms)}


def walk(grad, x0, lr, tol):
    """(point, length of its gradient), until a gradient is short enough."""
    x = np.array(x0, dtype=float)
    for k in count():
        g = grad(x.copy())
        length = np.linalg.norm(g / scale_of(g)) * scale_of(g)
        yield x, length
        if length <= tol:
            return
        x = x - (lr(k) if callable(lr) else lr) * g


def scale_of(g):
    """The largest entry, so that squares neither overflow nor vanish."""
    return max(np.max(np.abs(g), initial=0.0), np.finfo(float).tiny)


def backtracking(f, grad, x, direction, t0=1.0, c=1e-4, rho=0.5):
    fall = float(np.dot(grad(x), direction))
    if fall >= 0 or np.isnan(fall):
        raise ValueError("uphill")
    height = f(x)
    for k in count():
        t = t0 * rho**k
        there = x + t * direction
        if np.array_equal(there, x):
            raise ValueError("no step leads down")
        if f(there) <= height + c * t * fall:
            return float(t)
