"""Recursion over the layers; a layer is a sum over its inputs; the interpolator grows kink by kink."""

from itertools import pairwise

import numpy as np


def relu_in_place(Z):
    return np.maximum(Z, 0, out=Z)


def linear(X, W, b):
    X, W, b = np.array(X), np.array(W), np.array(b)
    fits = W.ndim == 2 and X.ndim > 0 and X.shape[-1] == len(W) and b.shape == W.shape[1:]
    if not fits:
        raise ValueError("the shapes do not fit")
    total = np.zeros((*X.shape[:-1], W.shape[1]), dtype=np.result_type(X, W, b)) + b
    for k in range(len(W)):
        total = total + X[..., k, None] * W[k]
    return total


def mlp_forward(X, params, act):
    (W, b), *others = params
    Z = linear(X, W, b)
    if not others:
        return Z, [(np.array(X), Z)]
    out, cache = mlp_forward(act(np.array(Z)), others, act)
    return out, [(np.array(X), Z), *cache]


def relu_interpolator(xs, ys):
    if len(xs) != len(ys) or any(b <= a for a, b in pairwise(xs)):
        raise ValueError("one value for each position, positions from left to right")
    kinks, weights, slope = [], [], 0.0
    for i in range(len(xs) - 1):
        next_slope = (ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i])
        kinks.append(float(xs[i]))
        weights.append([float(next_slope - slope)])
        slope = next_slope
    hidden = np.ones((1, len(kinks))), -np.array(kinks, dtype=float)
    return [hidden, (np.array(weights, dtype=float).reshape(len(kinks), 1), np.array([float(ys[0])]))]
