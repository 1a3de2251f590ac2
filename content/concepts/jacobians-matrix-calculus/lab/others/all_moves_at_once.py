"""All moves as rows of one array, and NumPy's own products instead of those of earlier labs."""

import numpy as np


def jacobian(f, x, h=1e-6):
    x = np.asarray(x, dtype=np.float64)
    moves = h * np.eye(x.size)
    up, down = np.array([f(p) for p in x + moves]), np.array([f(p) for p in x - moves])
    return ((up - down) / (2 * h)).T


def jvp(f, x, v):
    x, v = np.asarray(x, dtype=np.float64), np.asarray(v, dtype=np.float64)
    if x.shape != v.shape:
        raise ValueError(f"{v.shape} is not {x.shape}")
    size = np.linalg.norm(v, np.inf)
    unit = np.divide(v, size, out=np.zeros_like(v), where=size > 0)
    slope = jacobian(lambda t: f(x + t[0] * unit), np.zeros(1))[:, 0]
    return size * slope


def vjp(f, x, u):
    J = jacobian(f, x)
    if np.shape(u) != J.shape[:1]:
        raise ValueError("u has another length than f(x)")
    return u @ J


def softmax_jacobian(z):
    z = np.asarray(z, dtype=np.float64)
    p = np.exp(z - np.logaddexp.reduce(z))
    return p[:, None] * (np.eye(p.size) - p)


def quadratic_grad(A, x):
    A, x = np.asarray(A, dtype=np.float64), np.asarray(x, dtype=np.float64)
    return A @ x + x @ A


def mse_grad(X, w, y):
    X, w, y = (np.asarray(one, dtype=np.float64) for one in (X, w, y))
    residuals = np.einsum("ij,j->i", X, w) - (y if y.shape == X.shape[:1] else reject(y))
    return 2 * np.mean(residuals[:, None] * X, axis=0)


def reject(y):
    raise ValueError(f"targets of shape {y.shape}")
