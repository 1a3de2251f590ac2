"""Plain Python for everything but the decomposition: lists of rows, and elimination on lists (the
penalty makes every pivot positive). The known entries are collected once, by row and by column.
"""

from math import fsum, sqrt

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.linalg.svd import svd


def truncate(A, k):
    """The terms are added up one after another, and each is kept as a column and a row."""
    U, s, Vt = svd(np.asarray(A, dtype=float))
    if k < 1 or k > len(s):
        raise ValueError("rank")
    columns = [U[:, a].tolist() for a in range(k)]
    rows = [[float(s[a]) * float(v) for v in Vt[a]] for a in range(k)]
    return np.array(columns).T, np.array(rows)


def rank_for(s, share):
    if np.ndim(s) != 1 or not (0 < share <= 1):
        raise ValueError("s or share")
    squares = [float(x) ** 2 for x in s]
    if not fsum(squares):
        raise ValueError("all zero")
    left, k = fsum(squares), 0
    while left > (1 - share + 1e-12) * fsum(squares):
        k += 1
        left = fsum(squares[k:])
    return max(k, 1)


def solved(rows, right):
    """A symmetric positive definite system, by elimination."""
    k = len(right)
    rows, right = [list(row) for row in rows], list(right)
    for a in range(k):
        for b in range(a + 1, k):
            f = rows[b][a] / rows[a][a]
            rows[b] = [y - f * x for x, y in zip(rows[a], rows[b], strict=True)]
            right[b] -= f * right[a]
    x = [0.0] * k
    for a in range(k - 1, -1, -1):
        x[a] = (right[a] - fsum(rows[a][b] * x[b] for b in range(a + 1, k))) / rows[a][a]
    return x


def half(known, other, k, lam):
    found = []
    for pairs in known:
        gram = [
            [fsum(other[j][a] * other[j][b] for j, _ in pairs) + lam * (a == b) for b in range(k)]
            for a in range(k)
        ]
        found.append(solved(gram, [fsum(value * other[j][a] for j, value in pairs) for a in range(k)]))
    return found


def als(R, mask, k, lam, iters, rng):
    if np.ndim(R) != 2 or np.shape(R) != np.shape(mask) or k < 1 or iters < 1 or not lam > 0:
        raise ValueError("als")
    m, n = np.shape(R)
    rows = [[(j, float(R[i][j])) for j in range(n) if mask[i][j]] for i in range(m)]
    columns = [[(i, float(R[i][j])) for i in range(m) if mask[i][j]] for j in range(n)]
    Q = [[rng.random() - 0.5 for _ in range(k)] for _ in range(n)]
    for _ in range(iters):
        P = half(rows, Q, k, lam)
        Q = half(columns, P, k, lam)
    return np.array(P), np.array(Q)


def rmse(R, mask, P, Q):
    if np.shape(R) != np.shape(mask) or np.shape(R) != (len(P), len(Q)):
        raise ValueError("shapes")
    count, total = 0, 0.0
    for row, seen, p in zip(R, mask, P, strict=True):
        for value, known, q in zip(row, seen, Q, strict=True):
            if known:
                count += 1
                total += (value - fsum(a * b for a, b in zip(p, q, strict=True))) ** 2
    if count == 0:
        raise ValueError("nothing known")
    return sqrt(total / count)
