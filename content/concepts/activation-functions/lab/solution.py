"""Activation functions and their slopes, elementwise on arrays of any shape.

Each takes the pre-activation z (a number, list or array) and returns a new float64 array of the same shape.
"""

from math import erf, pi, sqrt

import numpy as np
from mylib.numeric.stable import log1pexp
from mylib.numeric.stable import sigmoid as stable_sigmoid


def sigmoid(z):
    """1 / (1 + exp(-z))."""
    return stable_sigmoid(_floats(z))


def dsigmoid(z):
    """s (1 - s), with s = sigmoid(z)."""
    s = sigmoid(z)
    return s * (1 - s)


def tanh(z):
    return np.tanh(_floats(z))


def dtanh(z):
    """1 - tanh(z)^2."""
    return 1 - tanh(z) ** 2


def relu(z):
    """max(0, z)."""
    return np.maximum(_floats(z), 0.0)


def drelu(z):
    """1 where z > 0, else 0; at z = 0 the value is a convention: 0."""
    return (_floats(z) > 0).astype(float)


def leaky_relu(z, a=0.01):
    """z where z > 0, else a z."""
    z = _floats(z)
    return np.where(z > 0, z, a * z)


def dleaky_relu(z, a=0.01):
    """1 where z > 0, else a."""
    return np.where(_floats(z) > 0, 1.0, a)


def silu(z):
    """z sigmoid(z)."""
    z = _floats(z)
    return z * sigmoid(z)


def dsilu(z):
    """s + z s (1 - s), with s = sigmoid(z)."""
    z = _floats(z)
    s = sigmoid(z)
    return s + z * s * (1 - s)


def gelu(z):
    """z Phi(z), with Phi the standard normal distribution function."""
    z = _floats(z)
    return z * _normal_cdf(z)


def dgelu(z):
    """Phi(z) + z phi(z), with phi the standard normal density."""
    z = _floats(z)
    return _normal_cdf(z) + z * np.exp(-(z**2) / 2) / sqrt(2 * pi)


def gelu_tanh(z):
    """z/2 (1 + tanh u), with u = sqrt(2/pi) (z + 0.044715 z^3): close to gelu, cheaper to compute."""
    z = _floats(z)
    return z / 2 * (1 + np.tanh(_inner(z)))


def dgelu_tanh(z):
    """(1 + t)/2 + z/2 (1 - t^2) u', with t = tanh(u)."""
    z = _floats(z)
    t = np.tanh(_inner(z))
    du = sqrt(2 / pi) * (1 + 3 * 0.044715 * z**2)
    return (1 + t) / 2 + z / 2 * (1 - t**2) * du


def softplus(z):
    """log(1 + exp(z)), without overflow."""
    return log1pexp(_floats(z))


def dsoftplus(z):
    """sigmoid(z)."""
    return sigmoid(z)


def _floats(z):
    return np.asarray(z, dtype=float)


def _normal_cdf(z):
    return 0.5 * (1 + np.vectorize(erf, otypes=[float])(z / sqrt(2)))  # numpy has no erf


def _inner(z):
    return sqrt(2 / pi) * (z + 0.044715 * z**3)
