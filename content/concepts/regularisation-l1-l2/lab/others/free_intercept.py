"""The intercept as a column of ones without a penalty; the lasso with residuals that add up to 0."""

import math

import numpy as np
from mylib.linalg.eigen import eigh_jacobi
from mylib.linalg.lstsq import weighted_lstsq


def matrix(X, y, lam):
    X, y = np.asarray(X, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if len(X.shape) != 2 or min(X.shape) == 0 or y.shape != (len(X),):
        raise ValueError(f"{X.shape} and {y.shape}")
    if math.isnan(lam) or lam < 0:
        raise ValueError("lam must be at least 0")
    return X, y


def ridge(X, y, lam, fit_intercept=True):
    X, y = matrix(X, y, lam)
    m, n = X.shape
    far = X.mean(axis=0) if fit_intercept else np.zeros(n)  # a shift of x only moves b, which is free
    ones = np.ones((m, 1 if fit_intercept else 0))
    top = np.concatenate([X - far, ones], axis=1)
    rows = np.concatenate([top, np.eye(n, top.shape[1])])
    targets, weights = np.concatenate([y, np.zeros(n)]), np.concatenate([np.ones(m), np.full(n, lam)])
    w = weighted_lstsq(rows, targets, weights)
    return w[:n], float(w[n] - far @ w[:n]) if fit_intercept else 0.0


def soft_threshold(z, t):
    if not t >= 0:
        raise ValueError("t")
    z = np.asarray(z)
    return z - np.clip(z, -t, t)


def lasso_ista(X, y, lam, n_steps, fit_intercept=True):
    X, y = matrix(X, y, lam)
    m, n = X.shape

    def residual(w):
        """For the best intercept, the residuals add up to 0."""
        r = y - X @ w
        return r - r.mean() if fit_intercept else r

    centred = X - X.mean(axis=0) if fit_intercept else X
    L = eigh_jacobi(centred.T @ centred / m)[0][-1]
    w = np.zeros(n)
    for _ in range(n_steps):
        if L == 0:
            break
        w = soft_threshold(w + centred.T @ residual(w) / (m * L), lam / L)
    return w, float(np.mean(y - X @ w)) if fit_intercept else 0.0


def standardised(fit, X, y, lam):
    X = np.asarray(X, dtype=np.float64)
    mean = X.sum(axis=0) / len(X)
    variance = ((X - mean) ** 2).sum(axis=0) / len(X)
    constant = np.ptp(X, axis=0) == 0
    factor = np.where(constant, 1.0, 1 / np.sqrt(np.where(constant, 1.0, variance)))
    w, b = fit((X - mean) * factor, y, lam)
    return factor * w, float(b - (factor * w) @ mean)
