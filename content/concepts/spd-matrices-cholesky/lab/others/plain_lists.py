"""Row by row, on nested lists, one number at a time."""

from math import fsum, log, nan, sqrt

import numpy as np
from mylib.linalg.solve import LinAlgError


def rows(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2 or len(A) != len(A[0]):
        raise ValueError("not square")
    return A.tolist()


def cholesky(A):
    A = rows(A)
    L = [[0.0] * len(A) for _ in A]
    for i, row in enumerate(A):
        for j in range(i):
            L[i][j] = (row[j] - fsum(L[i][k] * L[j][k] for k in range(j))) / L[j][j]
        pivot = row[i] - fsum(x * x for x in L[i][:i]) if all(x == x for x in L[i]) else nan
        if pivot > 1e-12 * row[i]:
            L[i][i] = sqrt(pivot)
        else:
            raise LinAlgError("not positive definite")
    return np.array(L)


def cho_solve(L, b):
    L, b = rows(L), np.asarray(b, dtype=float)
    if b.ndim == 2 and len(b) == len(L):
        return np.array([cho_solve(L, column) for column in b.T]).T
    if b.shape != (len(L),):
        raise ValueError("sizes differ")
    n, y = len(L), []
    for i in range(n):
        y.append((b[i] - fsum(L[i][k] * y[k] for k in range(i))) / L[i][i])
    x = [0.0] * n
    for i in range(n - 1, -1, -1):
        x[i] = (y[i] - fsum(L[k][i] * x[k] for k in range(i + 1, n))) / L[i][i]
    return np.array(x)


def logdet(L):
    return 2 * fsum(log(L[i][i]) for i in range(len(L)))


def quad_form(A, x):
    A, x = rows(A), np.asarray(x, dtype=float)
    if x.shape != (len(A),):
        raise ValueError("sizes differ")
    return fsum(A[i][j] * x[i] * x[j] for i in range(len(A)) for j in range(len(A)))
