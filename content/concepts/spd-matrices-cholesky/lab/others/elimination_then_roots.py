"""Elimination first, A = M D M^T with ones on the diagonal of M; all roots at the end; inverts L."""

import numpy as np
from mylib.linalg.solve import LinAlgError


def cholesky(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2 or A.shape != A.T.shape:
        raise ValueError("not square")
    given = np.diag(A)
    S, M = np.tril(A) + np.tril(A, -1).T, np.eye(len(A))
    for j in range(len(A)):
        if not S[j, j] > 1e-12 * given[j]:
            raise LinAlgError(f"pivot {j} is {S[j, j]}")
        M[j + 1 :, j] = S[j + 1 :, j] / S[j, j]
        S[j + 1 :] -= np.multiply.outer(M[j + 1 :, j], S[j])
    return M * np.sqrt(np.diag(S))


def cho_solve(L, b):
    L, b = np.asarray(L, dtype=float), np.asarray(b, dtype=float)
    if b.ndim not in (1, 2) or b.shape[:1] != L.shape[:1]:
        raise ValueError("sizes differ")
    K = np.eye(len(L))  # becomes the inverse of L
    for i in range(len(L)):
        K[i] = (K[i] - L[i, :i] @ K[:i]) / L[i, i]
    return K.T @ (K @ b)


def logdet(L):
    return float(np.sum(np.log(np.square(np.diagonal(L)))))


def quad_form(A, x):
    A, x = np.asarray(A, dtype=float), np.asarray(x, dtype=float)
    if x.ndim != 1 or A.ndim != 2 or set(A.shape) != {len(x)}:
        raise ValueError("sizes differ")
    return float(np.einsum("i,ij,j", x, A, x))
