"""Least squares by QR or by the normal equations, with weights, and for polynomials."""

import numpy as np
from mylib.linalg.qr import qr_householder  # yours: (Q, R), thin factors
from mylib.linalg.solve import solve  # yours; raises a ValueError where there is no unique solution


def lstsq(A, b, method="qr"):
    """The x that makes |A x - b| least. A: (m, n), m >= n, independent columns; b: (m,) or (m, k).

    x: (n,) or (n, k). method "qr": R x = Q^T b with A = Q R. method "normal": A^T A x = A^T b.
    Raises ValueError if the columns are dependent, the shapes do not fit, or the method is another one.

    >>> lstsq([[1, 0], [1, 1], [1, 2]], [1, 1, 4]).round(12)
    array([0.5, 1.5])
    """
    raise NotImplementedError("task 1")


def weighted_lstsq(A, b, w):
    """The x that makes sum_i w_i (A_i x - b_i)^2 least. A: (m, n), b: (m,), w: (m,) >= 0. Returns (n,).

    Raises ValueError where `lstsq` does, and for weights that are negative or do not fit.

    >>> weighted_lstsq([[1, 0], [1, 1], [1, 2]], [1, 1, 4], [1, 2, 1]).round(12)
    array([0.25, 1.5 ])
    """
    raise NotImplementedError("task 2")


def polyfit(x, y, degree):
    """c_0, ..., c_degree with sum_i (c_0 + c_1 x_i + ... + c_degree x_i^degree - y_i)^2 least.

    x: (m,), y: (m,). Returns (degree + 1,), lowest power first. Raises ValueError if the shapes do not fit,
    or if there are fewer than degree + 1 different x.

    >>> polyfit([0, 1, 2], [1, 2, 5], 2).round(12)
    array([1., 0., 1.])
    """
    raise NotImplementedError("task 3")
