"""The bias is one more row of the weights, with an input of 1; the interpolator solves a system."""

import numpy as np


def relu_in_place(Z):
    return np.maximum(Z, 0, out=Z)


def linear(X, W, b):
    X, W, b = np.asarray(X), np.asarray(W), np.asarray(b)
    if W.ndim != 2 or b.ndim != 1 or b.size != W.shape[1] or X.shape[-1:] != W.shape[:1]:
        raise ValueError(f"{X.shape} {W.shape} {b.shape}")
    ones = np.ones((*X.shape[:-1], 1), dtype=X.dtype)
    return np.concatenate([X, ones], axis=-1) @ np.vstack([W, b])


def mlp_forward(X, params, act):
    cache = []
    last = np.array(X)
    for W, b in params[:-1]:
        Z = linear(last, W, b)
        cache.append((last, Z.copy()))
        last = act(Z)
    out = linear(last, *params[-1])
    return out, [*cache, (last, out)]


def relu_interpolator(xs, ys):
    """Row i of the system says that the network gives y_(i + 1) at x_(i + 1)."""
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    if xs.shape != ys.shape or xs.ndim != 1 or np.any(xs[1:] <= xs[:-1]):
        raise ValueError("positions must grow, and every one needs a value")
    kinks = xs[:-1]
    system = np.maximum(xs[1:, None] - kinks, 0)
    weights = np.linalg.solve(system, ys[1:] - ys[0])
    return [(np.ones((1, kinks.size)), -kinks), (weights.reshape(-1, 1), np.array([ys[0]]))]
