"""Kogbetliantz: rotations from the left and from the right that make the triangular R of A = QR diagonal."""

import math

import numpy as np
from mylib.linalg.qr import qr_householder


def svd(A):
    A = np.asarray(A, dtype=np.float64)
    if A.ndim != 2 or not A.size:
        raise ValueError("no matrix")
    m, n = A.shape
    if m < n:
        U, s, Vt = svd(A.transpose())
        return Vt.T, s, U.T
    size = float(np.abs(A).max()) or 1.0
    U, B = qr_householder(A / size)
    V = np.eye(n)
    for _ in range(60):
        if np.abs(B - np.diag(np.diag(B))).max() <= 1e-17:
            break
        for p in range(n - 1):
            for q in range(p + 1, n):
                left, right = angles(*B[[p, p, q, q], [p, q, p, q]])
                B[[p, q]] = left.T @ B[[p, q]]
                U[:, [p, q]] = U[:, [p, q]] @ left
                B[:, [p, q]] = B[:, [p, q]] @ right
                V[:, [p, q]] = V[:, [p, q]] @ right
                B[p, q] = B[q, p] = 0.0
    d = np.diag(B).copy()
    U = U * np.where(d < 0, -1.0, 1.0)
    order = sorted(range(n), key=lambda i: -abs(d[i]))
    return U[:, order], size * np.abs(d)[order], V[:, order].T


def angles(a, b, c, d):
    """Rotations L, R that make L^T [[a, b], [c, d]] R diagonal: first it is made symmetric."""
    first = math.atan2(c - b, a + d)  # turns the matrix into a symmetric one
    co, si = math.cos(first), math.sin(first)
    turn = np.array([[co, -si], [si, co]])
    S = turn.T @ np.array([[a, b], [c, d]])
    gap, twice = S[1, 1] - S[0, 0], S[0, 1] + S[1, 0]
    angle = math.atan2(twice, gap) / 2 if gap >= 0 else math.atan2(-twice, -gap) / 2
    co, si = math.cos(angle), math.sin(angle)
    R = np.array([[co, si], [-si, co]])
    return turn @ R, R


def pinv(A, rcond=1e-12):
    U, s, Vt = svd(A)
    total = np.zeros((Vt.shape[1], U.shape[0]))
    for u, x, v in zip(U.T, s, Vt, strict=True):
        if x > rcond * s[0]:
            total += np.outer(v, u / x)
    return total


def matrix_rank(A, tol=None):
    s = svd(A)[1]
    if tol is None:
        tol = max(np.shape(A)) * 2.0**-52 * s[0]
    return len([x for x in s if x > tol])


def cond(A):
    s = svd(A)[1]
    return math.inf if s[-1] == 0 else float(s[0] / s[-1])
