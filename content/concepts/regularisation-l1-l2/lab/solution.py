"""Ridge and lasso for linear models, and a wrapper that puts the features on one scale first.

No function changes its arguments. Not covered: choosing lam, and penalties on anything but linear weights.
"""

from collections.abc import Callable

import numpy as np
from mylib.linalg.eigen import eigh_jacobi
from mylib.linalg.lstsq import lstsq

Array = np.ndarray


def ridge(X: Array, y: Array, lam: float, fit_intercept: bool = True) -> tuple[Array, float]:
    """(w: (n,), b) with |y - Xw - b|^2 + lam |w|^2 least. X: (m, n), y: (m,).

    The penalty is n more equations sqrt(lam) w_j = 0. Centring takes the intercept out of the problem, so it
    is not penalised; without fit_intercept b is 0. Raises ValueError for lam < 0, for shapes that do not fit,
    and for lam = 0 where the columns are dependent.
    """
    X, y, x_mean, y_mean = prepared(X, y, lam, fit_intercept)
    n = X.shape[1]
    w = lstsq(np.vstack([X, np.sqrt(lam) * np.eye(n)]), np.append(y, np.zeros(n)))
    return w, float(y_mean - x_mean @ w)


def soft_threshold(z: Array, t: float) -> Array:
    """sign(z) max(|z| - t, 0) entry by entry, in the shape of z. Raises ValueError for t < 0."""
    if not t >= 0:
        raise ValueError(f"the threshold must not be negative: {t}")
    return np.sign(z) * np.maximum(np.abs(z) - t, 0)


def lasso_ista(
    X: Array, y: Array, lam: float, n_steps: int, fit_intercept: bool = True
) -> tuple[Array, float]:
    """(w: (n,), b) after n_steps proximal gradient steps from w = 0 on |y - Xw - b|^2 / (2m) + lam |w|_1.

    A gradient step of 1/L on the squares, then the soft threshold lam/L; L is the largest eigenvalue of
    X^T X / m, with X centred if there is an intercept. Raises ValueError for lam < 0 and for shapes that do
    not fit. If X is 0 after centring, w stays 0.
    """
    X, y, x_mean, y_mean = prepared(X, y, lam, fit_intercept)
    m, n = X.shape
    w = np.zeros(n)
    L = eigh_jacobi(X.T @ X / m)[0][-1]
    for _ in range(n_steps if L > 0 else 0):
        slope = X.T @ (X @ w - y) / m
        w = soft_threshold(w - slope / L, lam / L)
    return w, float(y_mean - x_mean @ w)


def standardised(
    fit: Callable[[Array, Array, float], tuple[Array, float]], X: Array, y: Array, lam: float
) -> tuple[Array, float]:
    """(w: (n,), b) for X: (m, n) itself, where fit(Z, y, lam) saw columns of mean 0 and deviation 1.

    The deviation has the divisor m. A constant column has none: it is centred only.
    """
    mean = np.mean(X, axis=0)
    scale = np.where(np.min(X, axis=0) == np.max(X, axis=0), 1.0, np.std(X, axis=0))
    w, b = fit((X - mean) / scale, y, lam)
    w = w / scale
    return w, float(b - mean @ w)


def prepared(X: Array, y: Array, lam: float, fit_intercept: bool) -> tuple[Array, Array, Array, float]:
    """X and y as floats, centred for an intercept, with the means that were taken off."""
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    if X.ndim != 2 or X.size == 0 or y.shape != X.shape[:1]:
        raise ValueError(f"X of shape (m, n) and y of shape (m,) are needed, not {X.shape} and {y.shape}")
    if not lam >= 0:
        raise ValueError(f"lam must not be negative: {lam}")
    if not fit_intercept:
        return X, y, np.zeros(X.shape[1]), 0.0
    x_mean, y_mean = np.mean(X, axis=0), np.mean(y)
    return X - x_mean, y - y_mean, x_mean, y_mean
