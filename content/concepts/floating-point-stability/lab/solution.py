"""Formulas that stay accurate where the textbook form overflows, underflows or cancels."""

import math
from collections.abc import Iterable

import numpy as np


def logsumexp(x, axis=-1, keepdims=False):
    """log(sum(exp(x))) along axis, as top + log(sum(exp(x - top))) with top = max(x): no exp overflows.

    x: (..., n) -> (...), or (..., 1) with keepdims. -inf for a row that is all -inf, +inf if one entry is.
    """
    x = np.asarray(x)
    top = finite_max(x, axis)
    # log(0) = -inf is the right answer for a row of -inf; exp overflows only in a row that holds +inf.
    with np.errstate(divide="ignore", over="ignore"):
        result = top + np.log(np.sum(np.exp(x - top), axis=axis, keepdims=True))
    return result if keepdims else np.squeeze(result, axis=axis)[()]


def softmax(x, axis=-1):
    """exp(x) / sum(exp(x)) along axis; adding a constant to x changes nothing, so its maximum is taken off.

    A row that is all -inf, or holds +inf, has no softmax: nan.
    """
    x = np.asarray(x)
    with np.errstate(over="ignore", invalid="ignore"):  # only in the rows that have no softmax
        e = np.exp(x - finite_max(x, axis))
        return e / np.sum(e, axis=axis, keepdims=True)


def log_softmax(x, axis=-1):
    """log(softmax(x)), finite also where softmax underflows to 0: (x - top) - log(sum(exp(x - top)))."""
    x = np.asarray(x)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):  # as in softmax
        shifted = x - finite_max(x, axis)
        return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def sigmoid(x):
    """1 / (1 + exp(-x)). Only exp of -|x| is taken, which is at most 1."""
    x = np.asarray(x)
    e = np.exp(-np.abs(x))
    return (np.where(x >= 0, 1, e) / (1 + e))[()]


def log1pexp(x):
    """log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)): about x for large x, about exp(x) for very small."""
    x = np.asarray(x)
    return (np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x))))[()]


def kahan_sum(xs: Iterable[float]) -> float:
    """The sum of xs with the rounding error of each addition carried into the next (Kahan 1965).

    The error is at most about 2 eps sum|x_i|, however many terms there are.
    """
    total, lost = 0.0, 0.0
    for x in xs:
        wanted = x - lost
        new = total + wanted
        lost = (new - total) - wanted if math.isfinite(new) else 0.0  # what the addition rounded away
        total = new
    return float(total)


def ulp(x: float) -> float:
    """The distance from |x| to the next larger float64: 2**(e - 53) for |x| in [2**(e-1), 2**e)."""
    if not math.isfinite(x):
        return abs(x)
    exponent = math.frexp(x)[1] if x else -1074
    return math.ldexp(1.0, max(exponent - 53, -1074))  # below 2**-1022 the spacing no longer shrinks


def finite_max(x, axis):
    """The maximum along axis, kept as an axis of length 1; 0 where it is infinite, as inf - inf is nan."""
    top = np.max(x, axis=axis, keepdims=True)
    return np.where(np.isfinite(top), top, 0)
