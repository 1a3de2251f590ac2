"""Functions of one number, written with the standard library, and one wrapper that makes them elementwise."""

import math
from functools import wraps

import numpy as np


def elementwise(function):
    @wraps(function)
    def on_arrays(z, *more):
        z = np.asarray(z)
        results = [function(float(x), *more) for x in z.ravel()]
        return np.array(results, dtype=float).reshape(z.shape)

    return on_arrays


def normal_cdf(x):
    return math.erfc(-x / math.sqrt(2)) / 2


def inner(x):
    return math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)


@elementwise
def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x >= 0 else 1 - 1 / (1 + math.exp(max(x, -700.0)))


@elementwise
def dsigmoid(x):
    e = math.exp(-abs(x))
    return e / (1 + e) ** 2


tanh = elementwise(math.tanh)


@elementwise
def dtanh(x):
    return (1 - math.tanh(x)) * (1 + math.tanh(x))


@elementwise
def relu(x):
    return x if x > 0 else 0.0


@elementwise
def drelu(x):
    return 1.0 if x > 0 else 0.0


@elementwise
def leaky_relu(x, a=0.01):
    return x if x > 0 else a * x


@elementwise
def dleaky_relu(x, a=0.01):
    return 1.0 if x > 0 else a


@elementwise
def silu(x):
    return x * sigmoid(x)


@elementwise
def dsilu(x):
    s = sigmoid(x)
    return s * (1 + x * (1 - s))


@elementwise
def softplus(x):
    return x + math.log1p(math.exp(-x)) if x > 0 else math.log1p(math.exp(x))


dsoftplus = sigmoid


@elementwise
def gelu(x):
    return x * normal_cdf(x)


@elementwise
def dgelu(x):
    return normal_cdf(x) + x * math.exp(-x * x / 2) / math.sqrt(2 * math.pi)


@elementwise
def gelu_tanh(x):
    return x * (1 + math.tanh(inner(x))) / 2


@elementwise
def dgelu_tanh(x):
    t = math.tanh(inner(x))
    return (1 + t + x * (1 - t * t) * math.sqrt(2 / math.pi) * (1 + 0.134145 * x * x)) / 2
