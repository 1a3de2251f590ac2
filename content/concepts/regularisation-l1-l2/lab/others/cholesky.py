"""Ridge by Cholesky; the lasso on the Gram matrix alone; the threshold as a sum of two cuts."""

import numpy as np
from mylib.linalg.cholesky import cho_solve, cholesky
from mylib.linalg.eigen import eigh_jacobi


def checked(X, y, lam):
    X, y = np.array(X, dtype=float), np.array(y, dtype=float)
    if X.ndim != 2 or 0 in X.shape:
        raise ValueError("X must be a matrix with rows and columns")
    if y.shape != (X.shape[0],):
        raise ValueError("one y for each row")
    if lam < 0:
        raise ValueError("a negative penalty rewards large weights")
    return X, y


def ridge(X, y, lam, fit_intercept=True):
    X, y = checked(X, y, lam)
    shift, level = (X.mean(axis=0), y.mean()) if fit_intercept else (0 * X[0], 0.0)
    X = X - shift
    factor = cholesky(X.T @ X + lam * np.identity(X.shape[1]))
    w = cho_solve(factor, X.T @ (y - level))
    return w, float(level - w @ shift)


def soft_threshold(z, t):
    if t < 0:
        raise ValueError("t < 0")
    z = np.asarray(z, dtype=float)
    return np.clip(z - t, 0, None) + np.clip(z + t, None, 0)


def lasso_ista(X, y, lam, n_steps, fit_intercept=True):
    X, y = checked(X, y, lam)
    shift, level = (X.mean(axis=0), y.mean()) if fit_intercept else (0 * X[0], 0.0)
    X, m = X - shift, len(y)
    gram, pull = X.T @ X / m, X.T @ (y - level) / m
    top = float(max(eigh_jacobi(gram)[0]))
    w = np.zeros(len(pull))
    if top > 0:
        for _ in range(n_steps):
            w = soft_threshold(w + (pull - gram @ w) / top, lam / top)
    return w, float(level - w @ shift)


def standardised(fit, X, y, lam):
    X = np.array(X, dtype=float)
    centre, spread = X.mean(axis=0), X.std(axis=0)
    spread[X.min(axis=0) == X.max(axis=0)] = 1.0
    w, b = fit((X - centre) / spread, y, lam)
    w = np.asarray(w) / spread
    return w, b - float(np.sum(w * centre))
