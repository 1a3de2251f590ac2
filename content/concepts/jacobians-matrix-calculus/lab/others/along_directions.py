"""One function knows how to walk along a direction; the matrix is made of it, and so are both products."""

import numpy as np
from mylib.numeric.stable import softmax


def along(f, x, direction, h):
    """Slope of every output for a step of `direction`, whose largest entry is 1."""
    return np.subtract(f(x + h * direction), f(x - h * direction)) / (2 * h)


def jacobian(f, x, h=1e-6):
    x = np.asarray(x) * 1.0
    columns = [along(f, x, np.arange(len(x)) == j, h) for j in range(len(x))]
    return np.column_stack(columns)


def jvp(f, x, v):
    x, v = np.asarray(x) * 1.0, np.asarray(v) * 1.0
    if x.shape != v.shape:
        raise ValueError("x and v differ in shape")
    size = np.abs(v).max()
    return size * along(f, x, v / size, 1e-6) if size else 0.0 * np.array(f(x), dtype=float)


def vjp(f, x, u):
    x = np.asarray(x) * 1.0
    result = np.empty(len(x))
    for j in range(len(x)):
        slopes = along(f, x, np.arange(len(x)) == j, 1e-6)
        if slopes.shape != np.shape(u):
            raise ValueError(f"f has {len(slopes)} outputs")
        result[j] = np.sum(slopes * u)
    return result


def softmax_jacobian(z):
    p = softmax(z)
    J = -np.multiply.outer(p, p)
    J[np.arange(len(p)), np.arange(len(p))] += p
    return J


def quadratic_grad(A, x):
    symmetric = (np.transpose(A) + A) / 2
    return 2 * np.sum(symmetric * x, axis=1)


def mse_grad(X, w, y):
    m = np.shape(X)[0]
    if np.shape(y) != (m,):
        raise ValueError(f"y must have shape ({m},)")
    X = np.asarray(X, dtype=float)
    # Written out: (2/m) (X^T X w - X^T y).
    return 2 / m * (np.sum(X * np.sum(X * w, axis=1, keepdims=True), axis=0) - np.sum(X.T * y, axis=1))
