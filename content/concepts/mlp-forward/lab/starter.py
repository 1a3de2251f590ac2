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

    >>> linear([[2, -1]], [[1, -1], [3, 2]], [2, 1])
    array([[ 1, -3]])
    """
    raise NotImplementedError("task 1")


def mlp_forward(X, params, act):
    """Alternate affine maps and activations; no activation after the last layer.

    X: (n, d). params: list of (W, b). act: elementwise, applied to the hidden pre-activations.
    Returns (out, cache): out is (n, k); cache holds one pair (A, Z) a layer, its input and its
    pre-activation.
    """
    raise NotImplementedError("task 2")


def relu_interpolator(xs, ys):
    """Weights of a one-hidden-layer ReLU network through all points, linear between them, constant
    before the first.

    xs: (m,) strictly increasing, ys: (m,), m >= 1. Returns params for mlp_forward on X of shape (n, 1).
    """
    raise NotImplementedError("task 3")
