"""Arrays for all points beforehand, cut to what was used; the line search by recursion."""

import numpy as np


def gradient_descent(grad, x0, lr, n_steps, tol=0.0, callback=None):
    if n_steps < 0:
        raise ValueError(n_steps)
    start = np.asarray(x0, dtype=float)
    history = np.empty((n_steps + 1, start.size))
    norms = np.empty(n_steps + 1)
    history[0] = start
    last = 0
    while True:
        g = np.asarray(grad(history[last].copy()))
        norms[last] = np.sqrt((g**2).sum())
        stopped = last > 0 and callback is not None and callback(last, history[last].copy()) is True
        if stopped or last == n_steps or norms[last] <= tol:
            break
        rate = lr(last) if callable(lr) else lr
        history[last + 1] = history[last] - rate * g
        last += 1
    used = slice(last + 1)
    return {"x": history[last].copy(), "history": history[used], "grad_norms": norms[used]}


def backtracking(f, grad, x, direction, t0=1.0, c=1e-4, rho=0.5):
    slope = (np.asarray(grad(x)) * direction).sum()
    if not slope < 0:
        raise ValueError(f"slope {slope} along the direction")
    base = f(x)
    t = t0
    for _ in range(10_000):
        value = f(x + t * direction)
        if np.isfinite(value) and value - base <= c * t * slope:
            return float(t)
        t *= rho
        if not (x + t * direction != x).any():
            break
    raise ValueError("f does not fall where grad says so")
