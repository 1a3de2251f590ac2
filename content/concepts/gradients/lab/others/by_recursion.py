"""Recursion over axes: the gradient of an array is the list of the gradients of its rows."""

import numpy as np
from mylib.linalg.norms import norm


def numerical_gradient(f, x, h=1e-5):
    x = np.array(x, dtype=float)
    if x.ndim == 0:
        return np.array((f(x + h) - f(x - h)) / (2 * h))
    if len(x) == 0:
        return np.zeros(x.shape)

    def with_row(i, row):
        changed = x.copy()
        changed[i] = row
        return changed

    return np.array(
        [numerical_gradient(lambda row, i=i: f(with_row(i, row)), x[i], h) for i in range(len(x))]
    )


def gradcheck(f, grad, x, rtol=1e-5, atol=1e-7):
    a, n = np.asarray(grad(np.array(x))), numerical_gradient(f, x)
    if a.shape != n.shape:
        return False, np.inf
    difference, larger = abs(a - n), np.where(abs(a) > abs(n), abs(a), abs(n))
    ratios = difference / (atol + rtol * larger)
    if np.isnan(ratios).any() or np.isinf(larger).any():
        return False, np.inf
    worst = max(ratios.ravel().tolist(), default=0.0)
    return bool(worst <= 1), worst


def directional(f, x, u):
    length = norm(np.ravel(u).tolist())
    if length == 0:
        raise ValueError("the zero vector points nowhere")
    return float(numerical_gradient(lambda t: f(x + t * (u / length)), np.array(0.0)))
