"""Column by column: each column is solved with the L that is known so far and only then divided, so that no
matrix is ever updated as a whole. The permutation is composed at the end, and b is eliminated with it.
"""

import numpy as np

EPS = np.finfo(float).eps


class LinAlgError(ValueError):
    pass


def checked(A):
    A = np.array(A, dtype=np.float64)
    if A.ndim != 2 or len(set(A.shape)) != 1:
        raise ValueError(f"shape {A.shape} is not square")
    return A


def lu(A):
    A = checked(A)
    n = A.shape[0]
    p = np.arange(n)
    L, U = np.zeros((n, n)), np.zeros((n, n))
    for j in range(n):
        column = A[p, j]
        for i in range(j):
            U[i, j] = column[i]
            column[i + 1 :] = column[i + 1 :] - column[i] * L[i + 1 :, i]
        where = j + int(np.abs(column[j:]).argmax())
        if where != j:
            p[j], p[where] = p[where], p[j]
            column[j], column[where] = column[where], column[j]
            kept = L[j].copy()
            L[j] = L[where]
            L[where] = kept
        U[j, j] = column[j]
        L[j, j] = 1.0
        if column[j]:
            L[j + 1 :, j] = column[j + 1 :] / column[j]
    return p, L, U


def triangular(T, C, rows):
    X = np.zeros_like(C)
    for i in rows:
        X[i] = (C[i] - np.sum(T[i][:, None] * X, axis=0)) / T[i, i]
    return X


def solve(A, b):
    original = checked(A)
    n = len(original)
    right = np.array(b, dtype=np.float64)
    if right.ndim == 0 or right.ndim > 2 or right.shape[0] != n:
        raise ValueError("shapes do not fit")
    p, L, U = lu(original)
    ratio = np.abs(U.diagonal()) - 10 * n * EPS * np.abs(original).max(axis=0)
    if np.any(ratio <= 0):
        raise LinAlgError("no unique solution")
    C = right.reshape(n, -1)[p] if right.size else np.zeros((n, 0))
    X = triangular(U, triangular(L, C, range(n)), range(n - 1, -1, -1))
    return X.reshape(right.shape)


def cycles(p):
    """How many cycles the permutation p has: its sign is (-1) to the power n minus that number."""
    seen, count = set(), 0
    for start in range(len(p)):
        if start not in seen:
            count += 1
            while start not in seen:
                seen.add(start)
                start = int(p[start])
    return count


def det(A):
    p, _, U = lu(A)
    value = 1.0 if (len(p) - cycles(p)) % 2 == 0 else -1.0
    for u in U.diagonal():
        value = value * float(u)
    return value


def inv(A):
    n = checked(A).shape[0]
    return np.stack([solve(A, np.eye(n)[j]) for j in range(n)], axis=1)


def rref(A, tol=1e-10):
    R = np.array(A, dtype=np.float64)
    m, n = R.shape
    limits = tol * np.abs(R).max(axis=0)
    pivots = []
    for j in range(n):
        left = R[len(pivots) :, j]
        if left.size == 0:
            break
        if np.abs(left).max() <= limits[j]:
            left[:] = 0.0
            continue
        top, best = len(pivots), len(pivots) + int(np.abs(left).argmax())
        order = list(range(m))
        order[top], order[best] = order[best], order[top]
        R = R[order]
        pivot_row = R[top] / R[top, j]
        R = np.stack([pivot_row if i == top else R[i] - R[i, j] * pivot_row for i in range(m)])
        pivots.append(j)
    return R, pivots


def null_space(A, tol=1e-10):
    """An orthogonal basis this time: the special solutions, made perpendicular one by one."""
    R, pivots = rref(A, tol)
    n = R.shape[1]
    basis = []
    for j in range(n):
        if j in pivots:
            continue
        x = np.zeros(n)
        x[j] = 1.0
        for row, pivot in enumerate(pivots):
            x[pivot] -= R[row, j]
        for _ in range(2):
            for v in basis:
                x = x - (x @ v) / (v @ v) * v
        basis.append(x)
    return np.array(basis).reshape(-1, n).T
