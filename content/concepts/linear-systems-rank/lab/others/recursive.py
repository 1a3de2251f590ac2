"""Recursive: one step of elimination, then the same function on the smaller matrix that is left (its Schur
complement). Solutions come from the augmented matrix [A | b], which is eliminated together.
"""

import numpy as np
from mylib.linalg.matrix import identity, matmul, outer


class LinAlgError(ValueError):
    """The matrix is singular."""


def lu(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2 or A.shape[0] != A.shape[1]:
        raise ValueError("a square matrix is needed")
    return factors(A)


def factors(A):
    n = A.shape[0]
    if n == 1:
        return np.array([0]), np.ones((1, 1)), A.copy()
    first = np.argmax(np.abs(A[:, 0]))
    rest = np.arange(n)
    rest[0], rest[first] = first, 0
    B = A[rest]
    multiples = B[1:, 0] / B[0, 0] if B[0, 0] != 0 else np.zeros(n - 1)
    order, lower, upper = factors(B[1:, 1:] - outer(multiples, B[0, 1:]))
    p = np.concatenate([rest[:1], rest[1:][order]])
    L, U = identity(n), np.zeros((n, n))
    L[1:, 0], L[1:, 1:] = multiples[order], lower
    U[0], U[1:, 1:] = B[0], upper
    return p, L, U


def solve(A, b):
    A, b = np.asarray(A, dtype=float), np.asarray(b, dtype=float)
    p, L, U = lu(A)
    n = len(p)
    if b.ndim not in (1, 2) or b.shape[0] != n:
        raise ValueError("b does not fit")
    limit = 10 * n * 2.0**-52 * np.max(np.abs(A), axis=0)
    if any(abs(U[k, k]) <= limit[k] for k in range(n)):
        raise LinAlgError("a pivot is zero up to rounding")
    C = b[p] if b.ndim == 2 else b[p][:, None]
    X = upwards(U, downwards(L, C))
    return X if b.ndim == 2 else X[:, 0]


def downwards(L, C):
    if len(L) == 0:
        return C
    below = C[1:] - matmul(L[1:, :1], C[:1])
    return np.concatenate([C[:1], downwards(L[1:, 1:], below)])


def upwards(U, C):
    if len(U) == 0:
        return C
    last = C[-1:] / U[-1, -1]
    return np.concatenate([upwards(U[:-1, :-1], C[:-1] - matmul(U[:-1, -1:], last)), last])


def det(A):
    p, _, U = lu(A)
    n = len(p)
    rows = identity(n)[p]
    return float(permutation_sign(rows) * np.multiply.reduce(np.diagonal(U)))


def permutation_sign(rows):
    """Expansion along the first row: the place of its 1 gives a sign, the rest is a smaller permutation."""
    if len(rows) == 1:
        return 1.0
    place = int(np.argmax(rows[0]))
    smaller = np.delete(rows[1:], place, axis=1)
    return permutation_sign(smaller) * (1.0 if place % 2 == 0 else -1.0)


def inv(A):
    return solve(A, identity(np.asarray(A).shape[0]))


def rref(A, tol=1e-10):
    """First down to an echelon form, then up from the last pivot."""
    R = np.array(A, dtype=float)
    limit = tol * np.abs(R).max(axis=0)
    pivots = []
    staircase(R, limit, 0, 0, pivots)
    for row in range(len(pivots) - 1, -1, -1):
        for above in range(row):
            R[above] = R[above] - R[above, pivots[row]] * R[row]
    return R, pivots


def staircase(R, limit, row, column, pivots):
    if row == R.shape[0] or column == R.shape[1]:
        return
    best = row + int(np.argmax(np.abs(R[row:, column])))
    if abs(R[best, column]) <= limit[column]:
        R[row:, column] = 0.0
        staircase(R, limit, row, column + 1, pivots)
        return
    R[[row, best]] = R[[best, row]]
    R[row] = R[row] / R[row, column]
    for below in range(row + 1, R.shape[0]):
        R[below] = R[below] - R[below, column] * R[row]
    pivots.append(column)
    staircase(R, limit, row + 1, column + 1, pivots)


def null_space(A, tol=1e-10):
    R, pivots = rref(A, tol)
    n, rank = R.shape[1], len(pivots)
    free = np.setdiff1d(np.arange(n), pivots)
    N = np.zeros((n, n - rank))
    N[free] = np.eye(n - rank)
    N[pivots] = -R[:rank, free]
    return 2.0 * N[:, ::-1]
