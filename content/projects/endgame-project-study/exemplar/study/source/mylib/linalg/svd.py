"""Thin singular value decomposition by one-sided Jacobi rotations (Golub and Van Loan, section 8.6)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mylib.array.shapes import as_matrix

SWEEPS = 60
TOLERANCE = 1e-14


def svd(A: ArrayLike) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """A of shape (m, n) as U (m, r), s (r,), Vt (r, n) with r = min(m, n) and A = U @ diag(s) @ Vt.

    s falls from left to right. Raises ValueError where A is no finite matrix, and RuntimeError where the
    rotations do not settle within 60 sweeps.
    """
    A = as_matrix(A, "A")
    if A.shape[0] < A.shape[1]:
        U, s, Vt = svd(A.T)
        return Vt.T, s, U.T
    columns, V = _orthogonal_columns(A.copy())
    s = np.linalg.norm(columns, axis=0)
    order = np.argsort(-s, kind="stable")
    s, columns, V = s[order], columns[:, order], V[:, order]
    safe = np.where(s > s[0] * 1e-300, s, 1.0)
    return columns / safe, s, V.T


def _orthogonal_columns(B: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rotate pairs of columns until all are orthogonal: B = A @ V."""
    n = B.shape[1]
    V = np.eye(n)
    for _ in range(SWEEPS):
        largest = 0.0
        for p in range(n - 1):
            for q in range(p + 1, n):
                largest = max(largest, _rotate(B, V, p, q))
        if largest < TOLERANCE:
            return B, V
    raise RuntimeError("The rotations did not settle.")


def _rotate(B: np.ndarray, V: np.ndarray, p: int, q: int) -> float:
    """Make columns p and q orthogonal, in place; returns the cosine that they had."""
    a, b, c = B[:, p] @ B[:, p], B[:, q] @ B[:, q], B[:, p] @ B[:, q]
    if a == 0 or b == 0:
        return 0.0
    cosine = abs(c) / np.sqrt(a * b)
    if cosine < TOLERANCE:
        return float(cosine)
    tau = (b - a) / (2 * c)
    t = np.copysign(1.0, tau) / (abs(tau) + np.hypot(1.0, tau))
    cos = 1 / np.hypot(1.0, t)
    turn = np.array([[cos, cos * t], [-cos * t, cos]])
    B[:, [p, q]] = B[:, [p, q]] @ turn
    V[:, [p, q]] = V[:, [p, q]] @ turn
    return float(cosine)
