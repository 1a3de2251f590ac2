"""Symmetric case by another algorithm: QR steps with shifts, one eigenvalue split off at a time."""

import math

import numpy as np


def of_square(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2 or A.shape != A.shape[::-1]:
        raise ValueError("a square matrix is needed")
    return A


def steps(A, v):
    """v, Av made one long, A^2 v made one long, ..., each with its image."""
    while True:
        image = A @ v
        yield v, image
        v = image / np.abs(image).max()
        v = v / math.sqrt(v @ v)


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    A, x0 = of_square(A), np.asarray(x0, dtype=float)
    if x0.ndim != 1 or len(x0) != len(A) or not np.abs(x0).sum() > 0:
        raise ValueError("the start does not fit")
    size = np.abs(A).max()
    if size == 0:
        return 0.0, x0 / math.hypot(*x0), 0
    for k, (v, image) in enumerate(steps(A / size, x0 / math.hypot(*x0))):
        lam = v @ image
        if math.hypot(*(image - lam * v)) <= tol * math.hypot(*image) or k >= max_iter:
            return float(lam * size), v, k


def jacobi_rotation(a, b, d):
    if b == 0:
        return 1.0, 0.0
    tau = (d - a) / b / 2
    larger = abs(tau) + (math.sqrt(1 + tau * tau) if abs(tau) < 1e8 else abs(tau))  # in size
    t = 1 / larger if tau > 0 else -1 / larger
    return 1 / math.sqrt(1 + t * t), t / math.sqrt(1 + t * t)


def reflections(M):
    """Q, R of a square matrix, by Householder."""
    R, Q = M.copy(), np.eye(len(M))
    for k in range(len(M) - 1):
        u = R[k:, k].copy()
        u[0] += math.copysign(math.sqrt(u @ u), u[0])
        if not u.any():
            continue
        u /= math.sqrt(u @ u)
        R[k:] -= 2 * np.outer(u, u @ R[k:])
        Q[:, k:] -= 2 * np.outer(Q[:, k:] @ u, u)
    return Q, R


def eigh_jacobi(A):
    A = of_square(A)
    size = np.abs(A).max()
    if not (np.abs(A - A.T) <= 1e-12 * size).all():
        raise ValueError("not symmetric")
    if size == 0:
        return np.zeros(len(A)), np.eye(len(A))
    pairs = sorted(split((A + A.T) / (2 * size)), key=lambda pair: pair[0])
    return size * np.array([w for w, _ in pairs]), np.column_stack([v for _, v in pairs])


def split(S):
    """Eigenpairs of a symmetric matrix with entries of size one."""
    n = len(S)
    if n == 1:
        return [(S[0, 0], np.ones(1))]
    Q = np.eye(n)
    while np.abs(S[-1, :-1]).max() > 1e-15:
        half = (S[-2, -2] - S[-1, -1]) / 2  # Wilkinson's shift: the eigenvalue of the corner next to its end
        b = S[-1, -2]
        shift = (
            S[-1, -1] - math.copysign(1, half) * b * b / (abs(half) + math.hypot(half, b)) if b else S[-1, -1]
        )
        turn, R = reflections(S - shift * np.eye(n))
        S = R @ turn + shift * np.eye(n)
        S = (S + S.T) / 2
        Q = Q @ turn
    inner = [(w, Q[:, :-1] @ v) for w, v in split(S[:-1, :-1])]
    return [*inner, (S[-1, -1], Q[:, -1])]


def eig2(A):
    A = of_square(A)
    if len(A) != 2:
        raise ValueError("not 2 x 2")
    (a, b), (c, d) = A.tolist()
    gap, middle = (a - d) / 2, (a + d) / 2
    if gap * gap + b * c < 0:
        turn = math.sqrt(-(gap * gap + b * c))
        return middle + turn * 1j, middle - turn * 1j
    reach = math.sqrt(gap * gap + b * c)
    first = middle + reach if middle >= 0 else middle - reach
    return complex(first), complex((a * d - b * c) / first if first != 0 else 0.0)
