"""Thin factors: the best approximation of a given rank, and factors fitted to the observed entries of a
table.
"""

import numpy as np
from mylib.core.rng import MinStd as MinStd  # leave this line: callers make their generator from this module
from mylib.linalg.lstsq import lstsq  # yours: the x that makes |A x - b| least
from mylib.linalg.svd import svd  # yours: (U, s, Vt) with A = U diag(s) Vt


def truncate(A, k):
    """(L, R) whose product L R is a best approximation of rank k. A: (m, n), L: (m, k), R: (k, n).

    Raises ValueError unless k is from 1 to min(m, n).

    >>> L, R = truncate(np.array([[3, 0], [4, 5]]), 1)
    >>> (L @ R).round(6)
    array([[1.5, 1.5],
           [4.5, 4.5]])
    """
    raise NotImplementedError("task 1")


def rank_for(s, share):
    """The smallest k for which the first k of s hold this share of the sum of all squares, up to 1e-12.

    s: (r,) singular values, descending. Raises ValueError unless s is a vector with a positive entry and
    0 < share <= 1.

    >>> rank_for([4, 2, 2, 1], 0.9)
    3
    """
    raise NotImplementedError("task 2")


def als(R, mask, k, lam, iters, rng):
    """(P, Q) with P Q^T near R where mask is True, by alternating least squares. P: (m, k), Q: (n, k).

    Minimises sum over the mask of (R_ij - p_i . q_j)^2 + lam (|P|^2 + |Q|^2). Q starts with rng.random()
    - 0.5, row after row; each of the iters sweeps finds the best P for this Q, then the best Q for this
    P. Entries of R outside the mask are never read. Raises ValueError if the shapes differ, or unless k
    and iters are at least 1 and lam is positive.
    """
    raise NotImplementedError("task 3")


def rmse(R, mask, P, Q):
    """The root of the mean of (R_ij - p_i . q_j)^2 over the entries where mask is True, as a float.

    Raises ValueError if the shapes do not fit, or if mask is True nowhere.

    >>> rmse([[1, 2], [3, 4]], [[True, False], [True, True]], [[1], [2]], [[1], [3]])
    1.2909944487358056
    """
    raise NotImplementedError("task 4")
