"""Recursive: split off the first row and column, subtract their share from the rest, and factor that."""

import numpy as np
from mylib.linalg.solve import LinAlgError


def cholesky(A):
    A = np.array(A, dtype=float)
    if A.ndim != 2 or A.shape[0] != A.shape[1]:
        raise ValueError("not square")
    return peeled(np.tril(A), A.diagonal())


def peeled(A, given):
    """The factor of the matrix whose lower triangle is A; `given` is the diagonal before any subtraction."""
    if len(A) == 0:
        return A
    if np.isnan(A[0, 0]) or A[0, 0] <= 1e-12 * given[0]:
        raise LinAlgError("not positive definite")
    column = A[:, :1] / A[0, 0] ** 0.5
    rest = peeled(np.tril(A[1:, 1:] - column[1:] @ column[1:].T), given[1:])
    return np.hstack([column, np.vstack([np.zeros((1, len(rest))), rest])])


def cho_solve(L, b):
    L, b = np.array(L, dtype=float), np.array(b, dtype=float)
    if b.ndim < 1 or b.ndim > 2 or b.shape[0] != L.shape[0]:
        raise ValueError("sizes differ")
    return upwards(L.T, downwards(L, b))


def downwards(L, b):
    if len(b) == 0:
        return b
    first = b[:1] / L[0, 0]
    return np.concatenate(
        [first, downwards(L[1:, 1:], b[1:] - (L[1:, :1] * first if b.ndim == 2 else L[1:, 0] * first))]
    )


def upwards(U, b):
    return downwards(U[::-1, ::-1], b[::-1])[::-1]


def logdet(L):
    return sum(2 * float(np.log(L[i][i])) for i in range(len(L)))


def quad_form(A, x):
    A, x = np.array(A, dtype=float), np.array(x, dtype=float)
    if x.ndim != 1 or A.shape != (x.size, x.size):
        raise ValueError("sizes differ")
    return float((A * np.outer(x, x)).sum())
