"""Activation functions and their slopes, elementwise on arrays of any shape.

Each takes the pre-activation z (a number, list or array) and returns a new float64 array of the same shape.
"""

import numpy as np

# From your floating-point lab: sigmoid(x) and log1pexp(x), both safe for large |x|.
from mylib.numeric.stable import log1pexp
from mylib.numeric.stable import sigmoid as stable_sigmoid


def sigmoid(z):
    """1 / (1 + exp(-z)).

    >>> sigmoid([0.0, 1000.0])
    array([0.5, 1. ])
    """
    raise NotImplementedError("task 1")


def dsigmoid(z):
    """s (1 - s), with s = sigmoid(z)."""
    raise NotImplementedError("task 1")


def tanh(z):
    """(exp(z) - exp(-z)) / (exp(z) + exp(-z)); numpy.tanh may be used."""
    raise NotImplementedError("task 1")


def dtanh(z):
    """1 - tanh(z)^2."""
    raise NotImplementedError("task 1")


def relu(z):
    """max(0, z)."""
    raise NotImplementedError("task 2")


def drelu(z):
    """1 where z > 0, else 0; at z = 0 the value is a convention: 0."""
    raise NotImplementedError("task 2")


def leaky_relu(z, a=0.01):
    """z where z > 0, else a z."""
    raise NotImplementedError("task 2")


def dleaky_relu(z, a=0.01):
    """1 where z > 0, else a."""
    raise NotImplementedError("task 2")


def silu(z):
    """z sigmoid(z)."""
    raise NotImplementedError("task 3")


def dsilu(z):
    """The product rule on z sigmoid(z)."""
    raise NotImplementedError("task 3")


def softplus(z):
    """log(1 + exp(z)), without overflow."""
    raise NotImplementedError("task 3")


def dsoftplus(z):
    """The derivative of log(1 + exp(z))."""
    raise NotImplementedError("task 3")


def gelu(z):
    """z Phi(z), with Phi(z) = (1 + erf(z / sqrt(2))) / 2 the standard normal distribution function."""
    raise NotImplementedError("task 4")


def dgelu(z):
    """Phi(z) + z phi(z), with phi(z) = exp(-z^2 / 2) / sqrt(2 pi)."""
    raise NotImplementedError("task 4")


def gelu_tanh(z):
    """z/2 (1 + tanh u), with u = sqrt(2/pi) (z + 0.044715 z^3)."""
    raise NotImplementedError("task 4")


def dgelu_tanh(z):
    """The product and chain rules on gelu_tanh."""
    raise NotImplementedError("task 4")
