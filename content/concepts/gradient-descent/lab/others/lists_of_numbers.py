"""Points as lists of Python floats inside; NumPy only where the caller sees it."""

from math import fsum, hypot

import numpy as np


def gradient_descent(grad, x0, lr, n_steps, tol=0.0, callback=None):
    if n_steps < 0:
        raise ValueError("steps cannot be taken back")

    def slope(point):
        return [float(g) for g in grad(np.array(point))]

    x = [float(entry) for entry in x0]
    g = slope(x)
    history, norms, k = [x], [hypot(*g)], 0
    while k < n_steps and norms[-1] > tol:
        rate = lr(k) if callable(lr) else lr
        x = [a - rate * b for a, b in zip(x, g, strict=True)]
        g = slope(x)
        k += 1
        history.append(x)
        norms.append(hypot(*g))
        if callback is not None and callback(k, np.array(x)):
            break
    return {"x": np.array(x), "history": np.array(history), "grad_norms": np.array(norms)}


def backtracking(f, grad, x, direction, t0=1.0, c=1e-4, rho=0.5):
    point, down = [float(a) for a in x], [float(d) for d in direction]
    slope = fsum(g * d for g, d in zip(grad(np.array(point)), down, strict=True))
    if slope >= 0.0:
        raise ValueError("this is no way down")
    here, t = f(np.array(point)), t0
    while True:
        there = [a + t * d for a, d in zip(point, down, strict=True)]
        if there == point:
            raise ValueError("the step has vanished")
        if f(np.array(there)) <= here + c * t * slope:
            return t
        t = t * rho
