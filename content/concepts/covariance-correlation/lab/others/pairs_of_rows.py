"""No means at all: the covariance is half the average product of the differences of two rows, over all pairs.
Ranks are half sums of signs; the number under the root is a ratio of two determinants.
"""

import math

import numpy as np
from mylib.linalg.solve import det, solve


def differences(X):
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or X.shape[0] == 0:
        raise ValueError("no table")
    n, d = X.shape
    return (X[:, None, :] - X[None, :, :]).reshape(n * n, d), n


def cov(X, ddof=1):
    D, n = differences(X)
    if n <= ddof:
        raise ValueError("too few rows")
    return np.einsum("ij,ik->jk", D, D) / (2 * n * (n - ddof))


def corr(X):
    D, _ = differences(X)
    with np.errstate(divide="ignore", invalid="ignore"):
        D = D / np.max(np.abs(D), axis=0)
        products = np.einsum("ij,ik->jk", D, D)
        s = np.sqrt(np.diag(products))
        R = products / s[:, None] / s[None, :]
    R[R > 1] = 1
    R[R < -1] = -1
    return R


def ranks(x):
    x = np.asarray(x)
    if x.ndim != 1:
        raise ValueError("no vector")
    wins = np.sign(x[:, None].astype(float) - x)
    return (len(x) + 1 + wins.sum(axis=1)) / 2


def spearman(x, y):
    return float(corr(np.stack([ranks(x), ranks(y)], axis=1))[0, 1])


def mahalanobis(x, mean, S):
    """det [[S, g], [-g^T, 0]] = det(S) g^T S^-1 g, with each variable in its own unit."""
    x, mean, S = np.asarray(x, dtype=float), np.asarray(mean, dtype=float), np.asarray(S, dtype=float)
    if x.ndim != 1 or x.shape != mean.shape or S.shape != (len(x), len(x)) or np.any(np.diag(S) <= 0):
        raise ValueError("these do not fit")
    unit = np.sqrt(np.diag(S))
    g, S = (x - mean) / unit, S / np.outer(unit, unit)
    solve(S, g)  # refuses what has no inverse
    whole = np.block([[S, g[:, None]], [-g[None, :], np.zeros((1, 1))]])
    ratio = det(whole) / det(S)
    if ratio < 0:
        raise ValueError("not positive definite")
    return math.sqrt(ratio)
