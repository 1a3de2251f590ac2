"""An output array is made first and filled, sign by sign; slopes are made of values where they can be."""

from math import erf, pi, sqrt

import numpy as np
from mylib.numeric.stable import log1pexp


def prepared(z):
    z = np.asarray(z).astype(np.float64)
    return z, np.zeros(z.shape)


def sigmoid(z):
    z, out = prepared(z)
    positive = z >= 0
    out[positive] = 1 / (1 + np.exp(-z[positive]))
    grown = np.exp(z[~positive])
    out[~positive] = grown / (1 + grown)
    return out


def dsigmoid(z):
    out = sigmoid(z)
    out -= out**2
    return out


def tanh(z):
    """2 sigmoid(2 z) - 1."""
    z, _ = prepared(z)
    return 2 * sigmoid(2 * z) - 1


def dtanh(z):
    z, _ = prepared(z)
    return 4 * dsigmoid(2 * z)


def relu(z):
    z, out = prepared(z)
    np.copyto(out, z, where=z > 0)
    return out


def drelu(z):
    z, out = prepared(z)
    out[z > 0] = 1
    return out


def leaky_relu(z, a=0.01):
    z, out = prepared(z)
    out[...] = z
    out[z <= 0] *= a
    return out


def dleaky_relu(z, a=0.01):
    z, out = prepared(z)
    out[...] = a
    out[z > 0] = 1
    return out


def silu(z):
    z, _ = prepared(z)
    return z - z * sigmoid(-z)


def dsilu(z):
    z, out = prepared(z)
    s, value = sigmoid(z), silu(z)
    out += value + s * (1 - value)
    return out


def softplus(z):
    z, out = prepared(z)
    out += log1pexp(z)
    return out


def dsoftplus(z):
    z, _ = prepared(z)
    return 1 - sigmoid(-z)


def halves(z):
    """Phi(z), with the error function asked entry by entry."""
    out = np.empty(z.shape)
    for at in np.ndindex(z.shape):
        out[at] = (1 + erf(z[at] / sqrt(2))) / 2
    return out


def gelu(z):
    z, _ = prepared(z)
    return z * halves(z)


def dgelu(z):
    z, out = prepared(z)
    out += halves(z)
    out += z * np.exp(-z * z / 2) / sqrt(2 * pi)
    return out


def gelu_tanh(z):
    z, _ = prepared(z)
    return 0.5 * z * (1 + np.tanh(sqrt(2 / pi) * z * (1 + 0.044715 * z * z)))


def dgelu_tanh(z):
    z, _ = prepared(z)
    t = np.tanh(sqrt(2 / pi) * z * (1 + 0.044715 * z * z))
    return 0.5 * (1 + t) + 0.5 * z * (1 + t) * (1 - t) * sqrt(2 / pi) * (1 + 3 * 0.044715 * z * z)
