"""Jacobians by differences, their products with vectors, and three derivatives worth knowing by heart."""

import numpy as np
from mylib.calculus.gradcheck import numerical_gradient
from mylib.linalg.matrix import matvec, outer, transpose
from mylib.numeric.stable import softmax


def jacobian(f, x, h=1e-6):
    """Entry (i, j) is the derivative of output i by input j, by central differences with step h.

    f: (n,) -> (m,). x: (n,) with n >= 1, left unchanged. Returns (m, n).
    """
    x = np.asarray(x, dtype=float)
    columns = []
    for j in range(len(x)):
        step = np.zeros_like(x)
        step[j] = h
        columns.append(central(f, x, step, h))
    return np.stack(columns, axis=1)


def jvp(f, x, v):
    """J v, the change of f for a step v, without J: (m,). f is asked three times at most, whatever n is."""
    x, v = np.asarray(x, dtype=float), np.asarray(v, dtype=float)
    if v.shape != x.shape:
        raise ValueError(f"v has shape {v.shape}, x has {x.shape}")
    size = np.max(np.abs(v))
    if size == 0:
        return np.zeros(len(values(f, x)))
    return size * central(f, x, 1e-6 * v / size, 1e-6)


def vjp(f, x, u):
    """J^T u: (n,). The gradient of the one number u . f(x)."""
    u = np.asarray(u, dtype=float)

    def weighed(p):
        outputs = values(f, p)
        if outputs.shape != u.shape:
            raise ValueError(f"u has shape {u.shape}, f gives {outputs.shape}")
        return float(np.sum(u * outputs))

    return numerical_gradient(weighed, x)


def softmax_jacobian(z):
    """diag(p) - p p^T with p = softmax(z). z: (k,). Returns (k, k)."""
    p = softmax(np.asarray(z, dtype=float))
    return np.diag(p) - outer(p, p)


def quadratic_grad(A, x):
    """Gradient of x^T A x, for any square A: (A + A^T) x. A: (n, n), x: (n,). Returns (n,)."""
    A = np.asarray(A, dtype=float)
    return matvec(A + transpose(A), x)


def mse_grad(X, w, y):
    """Gradient by w of (1/m) |X w - y|^2. X: (m, n), w: (n,), y: (m,). Returns (n,)."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    predictions = matvec(X, w)
    if y.shape != predictions.shape:
        raise ValueError(f"y has shape {y.shape}, expected {predictions.shape}")
    return 2 / len(y) * matvec(transpose(X), predictions - y)


def central(f, x, step, h):
    return (values(f, x + step) - values(f, x - step)) / (2 * h)


def values(f, x):
    return np.asarray(f(x), dtype=float)
