"""Nothing but lists and loops: no array arithmetic, and none of the earlier labs."""

from math import atan2, cos, fsum, sin, sqrt

import numpy as np


def rows_of(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2 or A.shape[0] != A.shape[1]:
        raise ValueError("not square")
    return A.tolist()


def times(A, v):
    return [fsum(a * x for a, x in zip(row, v, strict=True)) for row in A]


def length_of(v):
    top = max(abs(x) for x in v)
    return top * sqrt(fsum((x / top) ** 2 for x in v)) if top else 0.0


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    A = rows_of(A)
    x0 = np.asarray(x0, dtype=float)
    if x0.shape != (len(A),) or length_of(x0.tolist()) == 0:
        raise ValueError("no start")
    start = x0.tolist()
    v = [x / length_of(start) for x in start]
    for k in range(max_iter + 1):
        image = times(A, v)
        lam = fsum(a * b for a, b in zip(v, image, strict=True))
        rest = length_of([a - lam * b for a, b in zip(image, v, strict=True)])
        size = length_of(image)
        if rest <= tol * size:
            break
        if k < max_iter:
            v = [a / size for a in image]
    return lam, np.array(v), k


def jacobi_rotation(a, b, d):
    if b == 0:
        return (1.0, 0.0)
    angle = atan2(2 * b, d - a) / 2 if d >= a else atan2(-2 * b, a - d) / 2
    return cos(angle), sin(angle)


def eigh_jacobi(A):
    S = rows_of(A)
    n = len(S)
    top = max(abs(x) for row in S for x in row)
    if any(abs(S[i][j] - S[j][i]) > 1e-12 * top for i in range(n) for j in range(i)):
        raise ValueError("not symmetric")
    vectors = [[float(i == j) for j in range(n)] for i in range(n)]  # eigenvectors as rows, for now
    for _ in range(60):
        for p in range(n):
            for q in range(p + 1, n):
                c, s = jacobi_rotation(S[p][p], S[p][q], S[q][q])
                for row in S:
                    row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
                for rows in (S, vectors):
                    up, down = rows[p], rows[q]
                    rows[p] = [c * x - s * y for x, y in zip(up, down, strict=True)]
                    rows[q] = [s * x + c * y for x, y in zip(up, down, strict=True)]
        if all(abs(S[i][j]) <= 1e-16 * top for i in range(n) for j in range(n) if i != j):
            break
    pairs = sorted((S[i][i], vectors[i]) for i in range(n))
    return np.array([w for w, _ in pairs]), np.array([v for _, v in pairs]).T


def eig2(A):
    rows = rows_of(A)
    if len(rows) != 2:
        raise ValueError("not 2 x 2")
    (a, b), (c, d) = rows
    half, square = (a + d) / 2, ((a - d) / 2) ** 2 + b * c
    if square < 0:
        return complex(half, sqrt(-square)), complex(half, -sqrt(-square))
    large = half - sqrt(square) if half < 0 else half + sqrt(square)
    small = (a * d - b * c) / large if large else 0.0
    return complex(large), complex(small)
