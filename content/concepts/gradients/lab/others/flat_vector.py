"""The array as a flat vector, the moves as rows of a scaled identity; a slope as gradient times direction."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x).astype(np.float64)
    flat = x.reshape(-1)
    moves = h * np.eye(flat.size)
    up = [f((flat + move).reshape(x.shape)) for move in moves]
    down = [f((flat - move).reshape(x.shape)) for move in moves]
    return (np.subtract(up, down) / (2 * h)).reshape(x.shape)


def gradcheck(f, grad, x, rtol=1e-5, atol=1e-7):
    x = np.asarray(x, dtype=np.float64)
    claimed, measured = np.asarray(grad(x.copy())), numerical_gradient(f, x)
    if claimed.shape != measured.shape or not np.all(np.isfinite([claimed, measured])):
        return False, float("inf")
    limit = atol + rtol * np.fmax(np.abs(claimed), np.abs(measured))
    worst = float(np.max(np.abs(claimed - measured) / limit, initial=0.0))
    return not worst > 1, worst


def directional(f, x, u):
    u = np.asarray(u, dtype=np.float64)
    length = np.linalg.norm(u)
    if length == 0.0:
        raise ValueError("u is zero")
    return float(np.sum(numerical_gradient(f, x) * (u / length)))
