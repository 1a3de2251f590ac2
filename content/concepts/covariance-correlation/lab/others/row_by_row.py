"""A class that takes in one row after the other (Welford's update, with a product for each pair of columns).
Ranks come from sorted order and a walk over runs of equal values; the distance from a Cholesky factor.
"""

import math
from itertools import groupby

import numpy as np


class RunningTable:
    """Number, mean and summed products of the rows pushed so far."""

    def __init__(self, d):
        self.n, self.mean, self.products = 0, np.zeros(d), np.zeros((d, d))

    def push(self, row):
        self.n += 1
        before = row - self.mean
        self.mean = self.mean + before / self.n
        self.products += np.outer(before, row - self.mean)


def summed(X, moved=True):
    X = np.array(X, dtype=np.float64)
    if X.ndim != 2 or X.shape[0] < 1:
        raise ValueError("no table")
    X = X - X[:1]
    tops = np.abs(X).max(axis=0)
    moments = RunningTable(X.shape[1])
    for row in X if moved else X / np.where(tops > 0, tops, 1):
        moments.push(row)
    return moments, tops


def cov(X, ddof=1):
    moments, _ = summed(X)
    if moments.n - ddof < 1:
        raise ValueError("too few rows")
    return (moments.products + moments.products.T) / 2 / (moments.n - ddof)


def corr(X):
    moments, tops = summed(X, moved=False)
    roots = [
        math.sqrt(v) if top > 0 else math.nan for v, top in zip(np.diag(moments.products), tops, strict=True)
    ]
    R = (moments.products + moments.products.T) / 2 / np.outer(roots, roots)
    return np.minimum(np.maximum(R, -1.0), 1.0)


def ranks(x):
    x = np.array(x)
    if x.ndim != 1:
        raise ValueError("no vector")
    result, place = np.empty(len(x)), 0
    for _, run in groupby(sorted(range(len(x)), key=lambda i: x[i]), key=lambda i: x[i]):
        run = list(run)
        result[run] = place + (1 + len(run)) / 2
        place += len(run)
    return result


def spearman(x, y):
    r, s = ranks(x), ranks(y)
    if len(r) != len(s):
        raise ValueError("lengths differ")
    return float(corr(np.array([r, s]).T)[1, 0])


def mahalanobis(x, mean, S):
    x, mean, S = np.array(x, dtype=float), np.array(mean, dtype=float), np.array(S, dtype=float)
    d = x.size
    if x.shape != (d,) or mean.shape != (d,) or S.shape != (d, d):
        raise ValueError("shapes")
    L, z = np.zeros((d, d)), np.zeros(d)
    for i in range(d):
        for j in range(i + 1):
            rest = S[i, j] - L[i, :j] @ L[j, :j]
            if i == j and rest <= 0:
                raise ValueError("not positive definite")
            L[i, j] = math.sqrt(rest) if i == j else rest / L[j, j]
        z[i] = (x[i] - mean[i] - L[i, :i] @ z[:i]) / L[i, i]
    return float(np.sqrt(z @ z))
