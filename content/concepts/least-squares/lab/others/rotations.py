"""Plain Python: the rows [A | b] are rotated into a triangle one at a time, so that only n rows are ever
kept; the normal equations are solved by elimination on lists.
"""

from math import hypot, sqrt

import numpy as np


def rows_of(A, b):
    if np.ndim(b) not in (1, 2) or np.ndim(A) != 2 or len(A) != len(b):
        raise ValueError("A and b do not fit")
    right = [[float(t) for t in row] if np.ndim(b) == 2 else [float(row)] for row in b]
    return [[float(t) for t in row] for row in A], right


def lstsq(A, b, method="qr"):
    rows, right = rows_of(A, b)
    n = len(rows[0])
    if method == "qr":
        x = by_rotations(rows, right, n)
    elif method == "normal":
        gram = [[sum(row[i] * row[j] for row in rows) for j in range(n)] for i in range(n)]
        pairs = list(zip(rows, right, strict=True))
        moved = [[sum(row[i] * c[j] for row, c in pairs) for j in range(len(right[0]))] for i in range(n)]
        x = by_elimination(gram, moved, n)
    else:
        raise ValueError(f"no method {method}")
    return np.array(x) if np.ndim(b) == 2 else np.array([row[0] for row in x])


def by_rotations(rows, right, n):
    triangle = [[0.0] * n for _ in range(n)]
    beside = [[0.0] * len(right[0]) for _ in range(n)]
    sizes = [sqrt(sum(row[j] ** 2 for row in rows)) for j in range(n)]
    for row, c in zip(rows, right, strict=True):
        row, c = list(row), list(c)
        for k in range(n):
            length = hypot(triangle[k][k], row[k])
            if length > 0:
                cos, sin = triangle[k][k] / length, row[k] / length
                triangle[k], row = turned(triangle[k], row, cos, sin)
                beside[k], c = turned(beside[k], c, cos, sin)
    if any(abs(triangle[k][k]) <= 1e-13 * sizes[k] for k in range(n)):
        raise ValueError("dependent columns")
    return upwards(triangle, beside, n)


def turned(first, second, cos, sin):
    pairs = list(zip(first, second, strict=True))
    return [cos * a + sin * b for a, b in pairs], [cos * b - sin * a for a, b in pairs]


def upwards(triangle, beside, n):
    x = [[] for _ in range(n)]
    for i in range(n - 1, -1, -1):
        known = [sum(triangle[i][k] * x[k][j] for k in range(i + 1, n)) for j in range(len(beside[0]))]
        x[i] = [(c - t) / triangle[i][i] for c, t in zip(beside[i], known, strict=True)]
    return x


def by_elimination(gram, moved, n):
    for k in range(n):
        start = gram[k][k]
        for i in range(k):
            factor = gram[k][i] / gram[i][i]
            gram[k] = [a - factor * t for a, t in zip(gram[k], gram[i], strict=True)]
            moved[k] = [a - factor * t for a, t in zip(moved[k], moved[i], strict=True)]
        if gram[k][k] <= 1e-14 * start:
            raise ValueError("dependent columns")
    return upwards(gram, moved, n)


def weighted_lstsq(A, b, w):
    rows, right = rows_of(A, b)
    if np.ndim(b) != 1 or np.ndim(w) != 1 or len(w) != len(right) or min(w) < 0:
        raise ValueError("one weight for each equation, none negative")
    scaled = [[sqrt(c) * t for t in row] for c, row in zip(w, rows, strict=True)]
    return lstsq(scaled, [sqrt(c) * row[0] for c, row in zip(w, right, strict=True)])


def polyfit(x, y, degree):
    """The variable runs from -1 to 1 during the fit, and the coefficients are scaled back."""
    if np.ndim(x) != 1 or np.ndim(y) != 1 or len(x) != len(y) or len(set(map(float, x))) <= degree:
        raise ValueError("too few points, or x and y do not fit")
    largest = max(abs(float(t)) for t in x) or 1.0
    rows = [[(float(t) / largest) ** k for k in range(degree + 1)] for t in x]
    return np.array([c / largest**k for k, c in enumerate(lstsq(rows, y).tolist())])
