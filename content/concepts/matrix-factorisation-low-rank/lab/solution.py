"""Thin factors: the best approximation of a given rank, and factors fitted to the observed entries of a
table.

No function changes its arguments. Not covered: large sparse tables, factors without negative entries, and
terms for the general mean and for each row and column.
"""

import math

import numpy as np
from mylib.core.rng import MinStd as MinStd  # passed on: callers make their generator from this module
from mylib.linalg.lstsq import lstsq
from mylib.linalg.matrix import identity
from mylib.linalg.svd import svd


def truncate(A, k):
    """(L, R) whose product L R is a best approximation of rank k. A: (m, n), L: (m, k), R: (k, n).

    The first k terms of the singular value decomposition (Eckart and Young 1936). Raises ValueError
    unless k is from 1 to min(m, n).
    """
    U, s, Vt = svd(A)
    if not 1 <= k <= len(s):
        raise ValueError(f"the rank is from 1 to {len(s)}, not {k}")
    return U[:, :k] * s[:k], Vt[:k]


def rank_for(s, share):
    """The smallest k for which the first k of s hold this share of the sum of all squares, up to 1e-12.

    s: (r,) singular values, descending. Raises ValueError unless s is a vector with a positive entry and
    0 < share <= 1.
    """
    s = np.asarray(s, dtype=float)
    if s.ndim != 1 or not s.any():
        raise ValueError("singular values are needed, not all of them zero")
    if not 0 < share <= 1:
        raise ValueError(f"a share is above 0 and at most 1, not {share}")
    held = np.cumsum(s * s)  # held[k - 1] belongs to the first k
    return int((held < (share - 1e-12) * held[-1]).sum()) + 1


def als(R, mask, k, lam, iters, rng):
    """(P, Q) with P Q^T near R where mask is True, by alternating least squares. P: (m, k), Q: (n, k).

    Minimises sum over the mask of (R_ij - p_i . q_j)^2 + lam (|P|^2 + |Q|^2). Q starts with rng.random()
    - 0.5, row after row; each of the iters sweeps finds the best P for this Q, then the best Q for this
    P. Entries of R outside the mask are never read. Raises ValueError if the shapes differ, or unless k
    and iters are at least 1 and lam is positive.
    """
    R, mask = np.asarray(R), np.asarray(mask, dtype=bool)
    if R.ndim != 2 or mask.shape != R.shape:
        raise ValueError(f"a table and its mask are needed, not shapes {R.shape} and {mask.shape}")
    if k < 1 or iters < 1 or not lam > 0:
        raise ValueError(f"k = {k}, iters = {iters} and lam = {lam} must be positive")
    Q = np.array([[rng.random() - 0.5 for _ in range(k)] for _ in R.T])
    for _ in range(iters):
        P = best_rows(R, mask, Q, lam)
        Q = best_rows(R.T, mask.T, P, lam)
    return P, Q


def best_rows(R, mask, Q, lam):
    """(m, k): for each row of R the p for which sum (R_ij - p . q_j)^2 over the mask + lam |p|^2 is least.

    lam |p|^2 is the square of one more residual for each entry of p: an equation sqrt(lam) p_a = 0.
    """
    k = Q.shape[1]
    more = math.sqrt(lam) * identity(k)
    rows = []
    for row, seen in zip(R, mask, strict=True):
        A, b = np.vstack([Q[seen], more]), np.append(row[seen], np.zeros(k))
        rows.append(lstsq(A, b, method="normal"))  # A^T A = Q^T Q + lam I: no worse than lam allows
    return np.array(rows)


def rmse(R, mask, P, Q):
    """The root of the mean of (R_ij - p_i . q_j)^2 over the entries where mask is True, as a float.

    Raises ValueError if the shapes do not fit, or if mask is True nowhere.
    """
    R, mask = np.asarray(R), np.asarray(mask, dtype=bool)
    guess = np.asarray(P) @ np.asarray(Q).T
    if not R.shape == mask.shape == guess.shape:
        raise ValueError(f"shapes {R.shape}, {mask.shape} and {guess.shape} differ")
    if not mask.any():
        raise ValueError("there is nothing to compare with")
    return math.sqrt(np.mean((R[mask] - guess[mask]) ** 2))
