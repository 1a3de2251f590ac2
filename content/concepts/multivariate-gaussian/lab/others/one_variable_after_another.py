"""Plain Python, by the chain rule: the density is the product of one-dimensional ones, each given the
variables before. Observing, drawing and the density all eliminate one variable at a time; no factor is
ever formed.
"""

from math import log, pi, sqrt

import numpy as np
from mylib.stats.distributions import Fixed as Fixed
from mylib.stats.distributions import MinStd as MinStd
from mylib.stats.distributions import Normal


def plain(mean, S):
    d = np.size(mean)
    if np.shape(mean) != (d,) or np.shape(S) != (d, d):
        raise ValueError("mean and S do not fit")
    return [float(m) for m in mean], [[float(s) for s in row] for row in S]


def eliminated(rows, scale, k=0):
    """(variance, factors, what is left of rows) when variable k is known. rows: a list of lists."""
    variance = rows[k][k]
    if not variance > 1e-12 * scale[k]:
        raise ValueError("not positive definite")
    factors = [rows[i][k] / variance for i in range(len(rows))]
    left = [[rows[i][j] - factors[i] * rows[k][j] for j in range(len(rows))] for i in range(len(rows))]
    return variance, factors, left


def logpdf(X, mean, S):
    mean, rows = plain(mean, S)
    d = len(mean)
    if np.ndim(X) != 2 or np.shape(X)[1] != d:
        raise ValueError("rows are needed")
    gaps = [[float(x) - m for x, m in zip(row, mean, strict=True)] for row in X]
    totals, scale = [0.0] * len(gaps), [rows[i][i] for i in range(d)]
    for k in range(d):
        variance, factors, rows = eliminated(rows, scale, k)
        for n, gap in enumerate(gaps):
            totals[n] -= (log(2 * pi * variance) + gap[k] ** 2 / variance) / 2
            first = gap[k]
            for i in range(k + 1, d):
                gap[i] -= factors[i] * first
    return np.array(totals)


def sample(rng, mean, S, size):
    mean, rows = plain(mean, S)
    d, steps = len(mean), []
    scale = [rows[i][i] for i in range(d)]
    for k in range(d):
        variance, factors, rows = eliminated(rows, scale, k)
        steps.append((sqrt(variance), factors))
    z = Normal(0, 1).sample(rng, size * d).tolist()
    result = np.empty((size, d))
    for n in range(size):
        x = list(mean)
        for k, (sigma, factors) in enumerate(steps):
            noise = sigma * z[n * d + k]
            for i in range(k, d):
                x[i] += factors[i] * noise  # factors[k] is 1
        result[n] = x
    return result


def condition(mean, S, idx_b, x_b):
    mean, rows = plain(mean, S)
    if np.shape(x_b) != (len(idx_b),) or len(set(idx_b)) < len(idx_b):
        raise ValueError("indices and values do not fit")
    if not set(idx_b) <= set(range(len(mean))):
        raise ValueError("no such variable")
    scale = [rows[i][i] for i in range(len(mean))]
    for k, value in zip(idx_b, x_b, strict=True):
        _, factors, rows = eliminated(rows, scale, k)
        gap = float(value) - mean[k]
        mean = [m + f * gap for m, f in zip(mean, factors, strict=True)]
    a = [i for i in range(len(mean)) if i not in set(idx_b)]
    S_a = np.array([[rows[i][j] for j in a] for i in a]).reshape(len(a), len(a))
    return np.array([mean[i] for i in a]), S_a
