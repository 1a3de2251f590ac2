"""Plain Python on rows and columns of floats: Gram-Schmidt that finishes one column before it touches
the next, and plane rotations in place of reflections.
"""

from math import sqrt

import numpy as np


def columns_of(A):
    if np.ndim(A) != 2:
        raise ValueError("a matrix is needed")
    rows = [[float(x) for x in row] for row in A]
    if len(rows) < len(rows[0]):
        raise ValueError("more columns than rows")
    return [list(column) for column in zip(*rows, strict=True)]


def length(v):
    largest = max(map(abs, v))
    return largest * sqrt(sum((x / largest) ** 2 for x in v)) if largest else 0.0


def inner(u, v):
    return sum(a * b for a, b in zip(u, v, strict=True))


def qr_mgs(A):
    columns = columns_of(A)
    n = len(columns)
    R = [[0.0] * n for _ in range(n)]
    done = []
    for j, column in enumerate(columns):
        left = column
        for k, q in enumerate(done):
            R[k][j] = inner(q, left)
            left = [a - R[k][j] * b for a, b in zip(left, q, strict=True)]
        R[j][j] = length(left)
        if R[j][j] <= 1e-13 * length(column):
            raise ValueError(f"column {j} is dependent")
        done.append([x / R[j][j] for x in left])
    return np.array(done).T, np.array(R)


def qr_householder(A):
    """Each entry below the diagonal is turned into the row above it; the turns are undone on the identity."""
    columns = columns_of(A)
    m, n = len(columns[0]), len(columns)
    rows = [[column[i] for column in columns] for i in range(m)]
    turns = []
    for j in range(n):
        for i in range(m - 1, j, -1):
            size = length([rows[i - 1][j], rows[i][j]])
            if size == 0:
                continue
            c, s = rows[i - 1][j] / size, rows[i][j] / size
            turned(rows, i, c, s)
            rows[i][j] = 0.0
            turns.append((i, c, s))
    Q = [[float(i == j) for j in range(n)] for i in range(m)]
    for i, c, s in reversed(turns):
        turned(Q, i, c, -s)
    for j in range(n):
        if rows[j][j] < 0:
            rows[j] = [-x for x in rows[j]]
            for row in Q:
                row[j] = -row[j]
    return np.array(Q), np.array(rows[:n])


def turned(rows, i, c, s):
    """Rows i - 1 and i by the angle with cosine c and sine s."""
    up, low = rows[i - 1], rows[i]
    rows[i - 1] = [c * a + s * b for a, b in zip(up, low, strict=True)]
    rows[i] = [c * b - s * a for a, b in zip(up, low, strict=True)]


def projector(A):
    Q, R = qr_householder(A)
    for j, column in enumerate(columns_of(A)):
        if R[j, j] <= 1e-13 * length(column):
            raise ValueError("dependent columns")
    m = len(Q)
    return np.array([[inner(Q[i], Q[j]) for j in range(m)] for i in range(m)], dtype=float)
