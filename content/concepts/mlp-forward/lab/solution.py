"""The forward pass of a multilayer perceptron. Rows are examples: X is (n, d), weights are (d, h),
biases (h,).
"""

import numpy as np


def relu_in_place(Z):
    """Given: a ReLU that overwrites its argument, as memory-saving ones do. The checks use it; leave it
    as it is.
    """
    return np.maximum(Z, 0, out=Z)


def linear(X, W, b):
    """X W + b.

    X: (..., d), W: (d, h), b: (h,). Returns (..., h). Raises ValueError where the shapes do not fit.
    """
    X, W, b = np.asarray(X), np.asarray(W), np.asarray(b)
    if W.ndim != 2 or X.shape[-1] != W.shape[0] or b.shape != (W.shape[1],):
        raise ValueError(f"shapes do not fit: X {X.shape}, W {W.shape}, b {b.shape}")
    return X @ W + b  # your matmul has passed its checks: from here on, @ stands for it


def mlp_forward(X, params, act):
    """Alternate affine maps and activations; no activation after the last layer.

    X: (n, d). params: list of (W, b). act: elementwise, applied to the hidden pre-activations.
    Returns (out, cache): out is (n, k); cache holds one pair (A, Z) a layer, its input and its
    pre-activation.
    """
    A, cache = np.asarray(X), []
    for i, (W, b) in enumerate(params):
        Z = linear(A, W, b)  # (n, h)
        cache.append((A, Z))
        A = act(Z.copy()) if i < len(params) - 1 else Z  # a copy: act may work in place
    return A, cache


def relu_interpolator(xs, ys):
    """Weights of a one-hidden-layer ReLU network through all points, linear between them, constant
    before the first.

    xs: (m,) strictly increasing, ys: (m,), m >= 1. Returns params for mlp_forward on X of shape (n, 1).
    """
    xs, ys = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
    if xs.ndim != 1 or xs.shape != ys.shape or len(xs) == 0 or (np.diff(xs) <= 0).any():
        raise ValueError("xs must be strictly increasing and as long as ys")
    slopes = np.diff(ys) / np.diff(xs)  # (m - 1,) one for each piece
    changes = np.diff(slopes, prepend=0.0)  # (m - 1,) what each unit adds at its kink
    hidden = (np.ones((1, len(slopes))), -xs[:-1])  # unit i computes x - x_i
    output = (changes[:, None], ys[:1])  # starts at y_0
    return [hidden, output]
