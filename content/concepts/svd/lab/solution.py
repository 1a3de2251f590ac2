"""The singular value decomposition by rotations of columns, and what is read off it.

Not covered: the full square U and V of a matrix that is not square, and matrices with more than some hundred
columns, for which other algorithms are faster.
"""

from itertools import combinations
from math import inf, sqrt

import numpy as np
from mylib.linalg.eigen import jacobi_rotation
from mylib.linalg.matrix import identity
from mylib.linalg.qr import qr_householder

EPS = np.finfo(float).eps  # 2^-52
NOTHING = 1e-300  # the square of the length of a column that counts as zero, where the largest entry is 1


def svd(A):
    """(U, s, Vt) with A = U diag(s) Vt. A: (m, n), U: (m, k), s: (k,), Vt: (k, n), k = min(m, n).

    The columns of U and the rows of Vt are orthonormal, s descends and is not negative.
    Rotates pairs of columns of A until all are at right angles (Hestenes 1958): A V = U diag(s).
    """
    A = matrix(A)
    if len(A) < len(A.T):
        V, s, Ut = svd(A.T)
        return Ut.T, s, V.T
    size = np.abs(A).max()
    W, V = A / size if size else A, identity(len(A.T))  # no square of an entry of W overflows
    rotated = True
    while rotated:
        rotated = False
        for p, q in combinations(range(len(V)), 2):
            a, b, d = float(W[:, p] @ W[:, p]), float(W[:, p] @ W[:, q]), float(W[:, q] @ W[:, q])
            if min(a, d) > NOTHING and abs(b) > sum(A.shape) * EPS * sqrt(a) * sqrt(d):
                c, s = jacobi_rotation(a, b, d)
                R = np.array([[c, s], [-s, c]])
                W[:, [p, q]] = W[:, [p, q]] @ R
                V[:, [p, q]] = V[:, [p, q]] @ R
                rotated = True
    squares = (W * W).sum(axis=0)
    order = np.argsort(-squares)
    # Householder's Q makes columns at right angles one long; in place of zeros it puts new ones.
    U, _ = qr_householder(W[:, order])
    return U, size * np.sqrt(squares[order]), V[:, order].T


def pinv(A, rcond=1e-12):
    """The pseudo-inverse (n, m) of A: (m, n). Singular values up to rcond s[0] count as zero."""
    U, s, Vt = svd(A)
    kept = s > rcond * s[0]
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


def matrix_rank(A, tol=None):
    """How many singular values are larger than tol; max(m, n) EPS s[0] where none is given."""
    A = matrix(A)
    _, s, _ = svd(A)
    if tol is None:
        tol = max(A.shape) * EPS * s[0]
    return int((s > tol).sum())


def cond(A):
    """s[0] / s[-1], by which relative errors can grow; inf if s[-1] is 0."""
    s = svd(A)[1].tolist()
    return s[0] / s[-1] if s[-1] else inf


def matrix(A):
    A = np.asarray(A)
    if A.ndim != 2:
        raise ValueError(f"a matrix is needed, not shape {A.shape}")
    return A
