"""Plain Python: sums over lists, ranks by counting smaller and equal values, elimination on lists."""

from math import fsum, nan, sqrt

import numpy as np


def columns_of(X):
    shape = np.shape(X)
    if len(shape) != 2 or shape[0] == 0:
        raise ValueError(f"shape {shape}")
    columns = [[float(row[j]) for row in X] for j in range(shape[1])]
    found = []
    for column in columns:
        mean = fsum(column) / len(column)
        found.append([0.0 if min(column) == max(column) else x - mean for x in column])
    return found, shape[0]


def product(u, v):
    return fsum(a * b for a, b in zip(u, v, strict=True))


def cov(X, ddof=1):
    columns, n = columns_of(X)
    if n <= ddof:
        raise ValueError("too few rows")
    return np.array([[product(u, v) / (n - ddof) for v in columns] for u in columns])


def corr(X):
    columns, _ = columns_of(X)
    units = []
    for column in columns:
        top = max(map(abs, column))
        scaled = [x / top if top else nan for x in column]
        length = sqrt(product(scaled, scaled)) if top else nan
        units.append([x / length for x in scaled])
    table = [[product(u, v) for v in units] for u in units]
    return np.array([[r if r != r else max(-1.0, min(1.0, r)) for r in row] for row in table])


def ranks(x):
    if np.ndim(x) != 1:
        raise ValueError("no vector")
    values = list(x)
    return np.array([sum(b < a for b in values) + (sum(b == a for b in values) + 1) / 2 for a in values])


def spearman(x, y):
    if np.shape(x) != np.shape(y):
        raise ValueError("lengths differ")
    pairs = [list(pair) for pair in zip(ranks(x), ranks(y), strict=True)]
    return float(corr(pairs)[0][1])


def mahalanobis(x, mean, S):
    if np.ndim(x) != 1 or np.shape(x) != np.shape(mean) or np.shape(S) != (len(x), len(x)):
        raise ValueError("shapes")
    gap = [float(a) - float(b) for a, b in zip(x, mean, strict=True)]
    rows = [[float(t) for t in row] for row in S]
    total = 0.0
    while gap:  # take off what the first variable explains, and go on with the rest
        pivot = rows[0][0]
        if pivot <= 0:
            raise ValueError("not positive definite")
        total += gap[0] ** 2 / pivot
        factors = [row[0] / pivot for row in rows[1:]]
        gap = [g - f * gap[0] for g, f in zip(gap[1:], factors, strict=True)]
        rest = [
            [t - f * top for t, top in zip(row[1:], rows[0][1:], strict=True)]
            for row, f in zip(rows[1:], factors, strict=True)
        ]
        rows = rest
    return sqrt(total)
