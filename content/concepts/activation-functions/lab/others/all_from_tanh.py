"""Everything from one function: sigmoid is a stretched tanh, softplus a logaddexp, leaks a difference."""

import math

import numpy as np


def tanh(z):
    return np.tanh(np.array(z, dtype=float))


def dtanh(z):
    t = tanh(z)
    return (1 + t) * (1 - t)


def sigmoid(z):
    return (1 + tanh(np.multiply(z, 0.5, dtype=float))) / 2


def dsigmoid(z):
    return sigmoid(z) * sigmoid(np.negative(z, dtype=float))


def relu(z):
    return np.clip(np.array(z, dtype=float), 0, None)


def drelu(z):
    return np.heaviside(np.array(z, dtype=float), 0)


def leaky_relu(z, a=0.01):
    return relu(z) - a * relu(np.negative(z, dtype=float))


def dleaky_relu(z, a=0.01):
    return a + (1 - a) * drelu(z)


def silu(z):
    return np.array(z, dtype=float) * sigmoid(z)


def dsilu(z):
    return sigmoid(z) + np.array(z, dtype=float) * dsigmoid(z)


def softplus(z):
    return np.logaddexp(np.array(z, dtype=float), 0.0)


def dsoftplus(z):
    return sigmoid(z)


def phi(z):
    return np.exp(-0.5 * np.square(z)) / math.sqrt(math.tau)


def cdf(z):
    flat = [0.5 + 0.5 * math.erf(x * math.sqrt(0.5)) for x in np.ravel(z).tolist()]
    return np.reshape(np.array(flat, dtype=float), np.shape(z))


def gelu(z):
    return np.array(z, dtype=float) * cdf(np.array(z, dtype=float))


def dgelu(z):
    z = np.array(z, dtype=float)
    return cdf(z) + z * phi(z)


def gelu_tanh(z):
    """z sigmoid(2 u), the same as z/2 (1 + tanh u)."""
    z = np.array(z, dtype=float)
    return z * sigmoid(2 * polynomial(z))


def dgelu_tanh(z):
    z = np.array(z, dtype=float)
    s = sigmoid(2 * polynomial(z))
    return s + 2 * z * s * (1 - s) * math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * np.square(z))


def polynomial(z):
    return np.polynomial.polynomial.polyval(
        z, [0, math.sqrt(2 / math.pi), 0, math.sqrt(2 / math.pi) * 0.044715]
    )
