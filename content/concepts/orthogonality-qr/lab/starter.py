"""Orthonormal bases in two ways, modified Gram-Schmidt and Householder reflections, and the projector on a
column space.
"""

import numpy as np
from mylib.linalg.matrix import outer  # yours
from mylib.linalg.norms import norm  # yours, and it does not overflow

DEPENDENT = 1e-13  # a column of which no larger part is new depends on those before it, up to rounding


def qr_mgs(A):
    """(Q, R) with A = Q R by modified Gram-Schmidt. A: (m, n), m >= n, independent columns.

    Q: (m, n), Q^T Q = I. R: (n, n), zeros below the diagonal, R_jj > 0.
    Raises ValueError if A is not tall, or if what is left of a column has at most DEPENDENT times its length.

    >>> qr_mgs([[1, 5], [2, 4], [2, -2]])[1].round(12)
    array([[3., 3.],
           [0., 6.]])
    """
    raise NotImplementedError("task 1")


def qr_householder(A):
    """(Q, R) with A = Q R by reflections x - 2 (v . x) v. A: (m, n), m >= n, of any rank.

    Q: (m, n), Q^T Q = I. R: (n, n), zeros below the diagonal, R_jj >= 0. Raises ValueError if A is not tall.

    >>> qr_householder([[3], [4]])[1].round(12)
    array([[5.]])
    """
    raise NotImplementedError("task 2")


def projector(A):
    """P: (m, m) with P x the point of the column space of A nearest to x. A: (m, n), independent columns.

    Raises ValueError where `qr_mgs` does.

    >>> projector([[1], [1]]).round(12)
    array([[0.5, 0.5],
           [0.5, 0.5]])
    """
    raise NotImplementedError("task 3")
