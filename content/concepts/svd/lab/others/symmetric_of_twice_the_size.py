"""Eigenvectors of the symmetric matrix [[0, A], [A^T, 0]], whose eigenvalues are s, -s and zeros."""

import numpy as np
from mylib.linalg.eigen import eigh_jacobi
from mylib.linalg.qr import qr_householder


def svd(A):
    A = np.array(A, dtype=float)
    if A.ndim != 2 or 0 in A.shape:
        raise ValueError(A.shape)
    (m, n), k, size = A.shape, min(A.shape), np.abs(A).max()
    if size == 0:
        return np.eye(m, k), np.zeros(k), np.eye(k, n)
    whole = np.zeros((m + n, m + n))
    whole[:m, m:] = A / size
    whole[m:, :m] = A.T / size
    w, Z = eigh_jacobi(whole)
    w, Z = w[::-1][:k], Z[:, ::-1][:, :k]
    found = w > 1e-14 * (m + n) * w[0]
    U, V = np.zeros((m, k)), np.zeros((n, k))
    U[:, found], V[:, found] = np.sqrt(2) * Z[:m, found], np.sqrt(2) * Z[m:, found]
    U, V = qr_householder(U)[0], qr_householder(V)[0]
    if not found.all():  # the smaller part, on its own scale
        u, s, vt = svd(U[:, ~found].T @ (A / size) @ V[:, ~found])
        U[:, ~found], V[:, ~found] = U[:, ~found] @ u, V[:, ~found] @ vt.T
        w = np.concatenate([w[found], s])
    return U, size * w, V.T


def pinv(A, rcond=1e-12):
    U, s, Vt = svd(A)
    inverses = np.array([1 / x if x > rcond * s[0] else 0.0 for x in s])
    return Vt.T @ np.diag(inverses) @ U.T


def matrix_rank(A, tol=None):
    U, s, Vt = svd(A)
    bound = max(len(U), len(Vt.T)) * np.finfo(np.float64).eps * s.max() if tol is None else tol
    return sum(1 for x in s if x > bound)


def cond(A):
    s = svd(A)[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.nan_to_num(np.divide(s[0], s[-1]), nan=np.inf, posinf=np.inf))
