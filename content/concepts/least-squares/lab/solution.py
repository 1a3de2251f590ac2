"""Least squares by QR or by the normal equations, with weights, and for polynomials.

No function changes its arguments. Not covered: dependent columns, regularisation, other measures of misfit.
"""

import numpy as np
from mylib.linalg.qr import qr_householder
from mylib.linalg.solve import solve


def lstsq(A, b, method="qr"):
    """The x that makes |A x - b| least. A: (m, n), m >= n, independent columns; b: (m,) or (m, k).

    x: (n,) or (n, k), one column for each right-hand side. method: "qr" solves R x = Q^T b, "normal" solves
    A^T A x = A^T b and loses twice the digits. Raises ValueError if the columns are dependent, as they are
    with m < n, if the shapes do not fit, or if the method is unknown.
    """
    A, b = np.asarray(A, dtype=float), np.asarray(b)  # products of shapes that do not fit raise ValueError
    if method == "normal":
        return solve(A.T @ A, A.T @ b)
    if method != "qr":
        raise ValueError(f'the method is "qr" or "normal", not {method!r}')
    Q, R = qr_householder(A)
    return solve(R, Q.T @ b)  # elimination leaves a triangle as it is, and refuses one with a zero pivot


def weighted_lstsq(A, b, w):
    """The x that makes sum_i w_i (A_i x - b_i)^2 least. A: (m, n), b: (m,), w: (m,), none of them negative.

    Row i adds (sqrt(w_i) (A_i x - b_i))^2, so it is a row of an ordinary problem. Raises ValueError where
    `lstsq` does, and for weights that are negative or do not fit.
    """
    A, b, w = np.asarray(A), np.asarray(b), np.asarray(w)
    if not w.shape == b.shape == (len(A),):
        raise ValueError(f"one weight for each equation is needed, not shapes {b.shape} and {w.shape}")
    if np.any(w < 0):
        raise ValueError("a weight is negative")
    root = np.sqrt(w)
    return lstsq(root[:, None] * A, root * b)


def polyfit(x, y, degree):
    """The coefficients c_0, ..., c_degree of the polynomial that fits y best in the sense of least squares.

    x: (m,), y: (m,), with at least degree + 1 different x; returns (degree + 1,), lowest power first.
    Raises ValueError if the shapes do not fit, or if there are too few different x.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y)  # powers of whole numbers would overflow
    if not y.shape == x.shape == (x.size,):
        raise ValueError(f"x and y must be vectors of one length, not {x.shape} and {y.shape}")
    powers = x[:, None] ** np.arange(degree + 1)  # (m, degree + 1), first a column of ones
    return lstsq(powers, y)
