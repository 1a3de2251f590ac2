"""Formulas that stay accurate where the textbook form overflows, underflows or cancels.

Lists and integers are answered in float64; arrays of floats keep their type. Not covered: axis as a tuple
or None, weights, and the accuracy of log(sum(exp)) where the result itself is close to 0.
"""

import math
from collections.abc import Iterable

import numpy as np

SMALLEST_NORMAL = 2.0**-1022  # below it the spacing of float64 no longer shrinks


def sigmoid(x):
    """1 / (1 + exp(-x)) = exp(min(x, 0)) / (1 + exp(-|x|)): no exponent is positive, so nothing overflows."""
    x = floats(x)
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))


def log1pexp(x):
    """log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)): about x for large x, about exp(x) for very small."""
    x = floats(x)
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def logsumexp(x, axis=-1, keepdims=False):
    """log(sum(exp(x))) along axis, as top + log(sum(exp(x - top))) with top = max(x): no exp overflows.

    x: (..., n) -> (...), or (..., 1) with keepdims. -inf for a row that is all -inf, +inf if one entry is.
    """
    x = floats(x)
    top = np.max(x, axis=axis, keepdims=True)
    e = np.exp(below(x, top))
    # An infinite maximum is the answer itself, and nan stays nan.
    result = np.where(np.isfinite(top), top + np.log(np.sum(e, axis=axis, keepdims=True)), top)
    return result if keepdims else np.squeeze(result, axis=axis)[()]


def softmax(x, axis=-1):
    """exp(x) / sum(exp(x)) along axis; adding a constant to x changes nothing, so its maximum is taken off.

    A row that is all -inf, or holds +inf, has no softmax: nan.
    """
    x = floats(x)
    e = np.exp(below(x, np.max(x, axis=axis, keepdims=True)))
    return e / np.sum(e, axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    """log(softmax(x)), finite also where softmax underflows to 0: (x - top) - log(sum(exp(x - top)))."""
    x = floats(x)
    shifted = below(x, np.max(x, axis=axis, keepdims=True))
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def kahan_sum(xs: Iterable[float]) -> float:
    """The sum of xs with the rounding error of each addition carried into the next (Kahan 1965).

    The error is at most about 2 eps sum|x_i|, however many terms there are.
    """
    total, lost = 0.0, 0.0
    for x in xs:
        wanted = float(x) - lost
        new = total + wanted
        if math.isfinite(new):  # inf - inf would turn an infinite sum into nan
            lost = (new - total) - wanted  # what the addition added too much: its rounding error
        total = new
    return total


def ulp(x: float) -> float:
    """The distance from |x| to the next larger float64: 2**(e - 53) for |x| in [2**(e-1), 2**e)."""
    if not math.isfinite(x):
        return abs(x)
    _, exponent = math.frexp(max(abs(x), SMALLEST_NORMAL))  # |x| = m 2**exponent with m in [1/2, 1)
    return math.ldexp(1.0, exponent - 53)


def floats(x):
    """x as an array of floats: lists and integers become float64, float32 stays float32."""
    x = np.asarray(x)
    return x if x.dtype.kind == "f" else x.astype(float)


def below(x, top):
    """x - top, and nan where top is infinite: inf - inf has no value, and is not computed."""
    return np.subtract(x, top, out=np.full_like(x, np.nan), where=np.isfinite(top))
