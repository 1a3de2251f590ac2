"""Jacobians by differences, their products with vectors, and three derivatives worth knowing by heart."""

import numpy as np
from mylib.calculus.gradcheck import numerical_gradient  # yours: of f: array -> number
from mylib.linalg.matrix import matvec, outer, transpose  # yours
from mylib.numeric.stable import softmax  # yours, and it does not overflow


def jacobian(f, x, h=1e-6):
    """Entry (i, j) is the derivative of output i by input j: (f_i(x + h e_j) - f_i(x - h e_j)) / (2 h).

    f: (n,) -> (m,). x: (n,) with n >= 1, left unchanged. Returns (m, n).

    >>> jacobian(lambda p: np.array([p[0] * p[1], p[0], 3 * p[1]]), np.array([2.0, 5.0])).round(6)
    array([[5., 2.],
           [1., 0.],
           [0., 3.]])
    """
    raise NotImplementedError("task 1")


def jvp(f, x, v):
    """J v with J the Jacobian of f at x, without forming J: v: (n,), returns (m,).

    Asks f at most three times, whatever n is. Raises ValueError if v has not the shape of x.
    """
    raise NotImplementedError("task 2")


def vjp(f, x, u):
    """J^T u with J the Jacobian of f at x: u: (m,), returns (n,).

    Raises ValueError if u has not the shape of f(x).
    """
    raise NotImplementedError("task 2")


def softmax_jacobian(z):
    """The Jacobian of softmax at z: diag(p) - p p^T with p = softmax(z). z: (k,). Returns (k, k)."""
    raise NotImplementedError("task 3")


def quadratic_grad(A, x):
    """The gradient of x^T A x, by formula, for any square A. A: (n, n), x: (n,). Returns (n,)."""
    raise NotImplementedError("task 4")


def mse_grad(X, w, y):
    """The gradient by w of the mean squared residual (1/m) |X w - y|^2.

    X: (m, n), w: (n,), y: (m,). Returns (n,).

    Raises ValueError unless y is a vector of m entries.
    """
    raise NotImplementedError("task 4")
