"""The same rotations on plain lists; what is missing in U is found by projecting unit vectors."""

from math import fsum, hypot, inf, sqrt

import numpy as np


def dot(u, v):
    return fsum(a * b for a, b in zip(u, v, strict=True))


def svd(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2 or min(A.shape) == 0:
        raise ValueError(f"shape {A.shape}")
    flat = A.shape[0] < A.shape[1]
    columns = (A if flat else A.T).tolist()  # at most as many as each has entries
    top = max(abs(x) for w in columns for x in w) or 1.0
    columns = [[x / top for x in w] for w in columns]
    basis = [[float(i == j) for j in range(len(columns))] for i in range(len(columns))]
    for _ in range(100):
        if not one_round(columns, basis):
            break
    found = sorted(
        zip(map(length, columns), columns, basis, strict=True), key=lambda one: one[0], reverse=True
    )
    left = []
    for size, w, _ in found:
        left.append([x / size for x in w] if size > 1e-150 else another(left, len(w)))
    s = np.array([size * top for size, _, _ in found])
    U, V = np.array(left), np.array([v for _, _, v in found])
    return (V.T, s, U) if flat else (U.T, s, V)


def length(w):
    return sqrt(dot(w, w))


def one_round(columns, basis):
    busy, n = False, len(columns)
    for p in range(n):
        for q in range(p):
            u, v = columns[p], columns[q]
            a, b, d = dot(u, u), dot(u, v), dot(v, v)
            if min(a, d) < 1e-300 or abs(b) <= 1e-15 * sqrt(a) * sqrt(d):
                continue
            busy, tau = True, (d - a) / b / 2
            t = (1 if tau >= 0 else -1) / (abs(tau) + hypot(1, tau))
            c = 1 / hypot(1, t)
            for rows in (columns, basis):
                x, y = rows[p], rows[q]
                rows[p] = [c * (g - t * h) for g, h in zip(x, y, strict=True)]
                rows[q] = [c * (t * g + h) for g, h in zip(x, y, strict=True)]
    return busy


def another(known, m):
    """A unit vector at right angles to the known ones: of the unit vectors' remainders, the longest."""
    rests = []
    for i in range(m):
        rest = [float(i == j) for j in range(m)]
        for _ in range(2):  # twice is enough
            for w in known:
                share = dot(w, rest)
                rest = [x - share * y for x, y in zip(rest, w, strict=True)]
        rests.append(rest)
    best = max(rests, key=length)
    return [x / length(best) for x in best]


def pinv(A, rcond=1e-12):
    U, s, Vt = svd(A)
    r = sum(x > rcond * s[0] for x in s.tolist())
    return Vt[:r].T @ (U[:, :r] / s[:r]).T


def matrix_rank(A, tol=None):
    s = svd(A)[1].tolist()
    tol = max(np.shape(A)) * 2**-52 * s[0] if tol is None else tol
    return sum(x > tol for x in s)


def cond(A):
    s = svd(A)[1].tolist()
    return s[0] / s[-1] if s[-1] > 0 else inf
