"""One pass along the axis: a running maximum and a running sum that is rescaled when the maximum grows.

Sigmoid and log1pexp by cases on masks; the sum with exact fractions; ulp from the bits.
"""

import math
import struct
from fractions import Fraction

import numpy as np


def sigmoid(x):
    x = _float_array(x)
    result = np.empty_like(x)
    right = x > 0
    result[right] = 1 / (1 + np.exp(-x[right]))
    e = np.exp(x[~right])
    result[~right] = e / (1 + e)
    return result[()]


def log1pexp(x):
    x = _float_array(x)
    result = np.array(x)
    small = ~(x > 30)
    result[small] = np.log1p(np.exp(x[small]))
    large = (x > 30) & np.isfinite(x)
    result[large] = x[large] + np.exp(-x[large])
    return result[()]


def logsumexp(x, axis=-1, keepdims=False):
    x = np.moveaxis(_float_array(x), axis, 0)
    top = np.full(x.shape[1:], -np.inf, dtype=x.dtype)
    total = np.zeros(x.shape[1:], dtype=x.dtype)
    with np.errstate(invalid="ignore", divide="ignore"):
        for entry in x:
            new = np.maximum(top, entry)
            shift = np.where(np.isinf(new), 0, new)
            scaled = np.where(np.isinf(top), 0, total * np.exp(top - shift))
            total = scaled + np.where(np.isinf(new), 0, np.exp(np.where(np.isinf(new), 0, entry - shift)))
            top = new
        result = np.where(np.isinf(top), top, top + np.log(total))
    return np.expand_dims(result, axis) if keepdims else result[()]


def softmax(x, axis=-1):
    x = _float_array(x)
    with np.errstate(invalid="ignore"):
        return np.exp(x - logsumexp(x, axis, keepdims=True))


def log_softmax(x, axis=-1):
    x = _float_array(x)
    with np.errstate(invalid="ignore"):
        return x - logsumexp(x, axis, True)


def kahan_sum(xs):
    terms = [float(x) for x in xs]
    odd = [x for x in terms if math.isinf(x) or math.isnan(x)]
    total = 0.0 if odd else Fraction(0)
    for x in odd or map(Fraction, terms):
        total += x
    return float(total)


def ulp(x):
    x = abs(float(x))
    if math.isinf(x) or math.isnan(x):
        return x
    (bits,) = struct.unpack("<q", struct.pack("<d", x))
    exponent = bits >> 52
    return 2.0 ** (max(exponent, 1) - 1075)


def _float_array(x):
    x = np.asarray(x)
    return x if x.dtype in (np.float16, np.float32, np.float64) else x.astype(np.float64)
