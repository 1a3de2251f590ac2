"""The singular value decomposition by rotations of columns, and what is read off it."""

import numpy as np
from mylib.linalg.eigen import jacobi_rotation  # yours: (c, s) for [[a, b], [b, d]]
from mylib.linalg.qr import qr_householder  # yours: Q stays orthonormal for any rank


def svd(A):
    """A = U diag(s) Vt. A: (m, n). Returns (U, s, Vt), with k = min(m, n).

    U: (m, k) with orthonormal columns. s: (k,), descending, not negative. Vt: (k, n) with orthonormal rows.
    Raises ValueError unless A has two axes and at least one entry.

    >>> U, s, Vt = svd(np.array([[3, 0], [4, 5]]))
    >>> (s**2).round(6)
    array([45.,  5.])
    """
    raise NotImplementedError("task 1")


def pinv(A, rcond=1e-12):
    """The pseudo-inverse of A: (m, n). Returns (n, m). Singular values up to rcond s[0] count as zero.

    >>> pinv(np.array([[3, 4]]))
    array([[0.12],
           [0.16]])
    """
    raise NotImplementedError("task 2")


def matrix_rank(A, tol=None):
    """How many singular values of A: (m, n) are larger than tol, as an int.

    Without tol: max(m, n) * 2**-52 * s[0].

    >>> matrix_rank(np.array([[1, 2], [2, 4]]))
    1
    """
    raise NotImplementedError("task 3")


def cond(A):
    """The condition number s[0] / s[-1] as a float; inf if s[-1] is 0.

    >>> round(cond(np.array([[3, 0], [4, 5]])), 6)
    3.0
    """
    raise NotImplementedError("task 3")
