"""Python floats and the math module, row by row and entry by entry; arrays only carry shape and type."""

import math

import numpy as np


def sigmoid(x):
    return _entrywise(_sigmoid, x)


def _sigmoid(t):
    if t >= 0:
        return 1 / (1 + math.exp(-t))
    e = math.exp(t)
    return e / (1 + e)


def log1pexp(x):
    return _entrywise(lambda t: t + math.log1p(math.exp(-t)) if t > 0 else math.log1p(math.exp(t)), x)


def logsumexp(x, axis=-1, keepdims=False):
    x = _as_float(x)
    rows = np.moveaxis(x, axis, -1)
    values = np.empty(rows.shape[:-1], dtype=x.dtype)
    for place in np.ndindex(values.shape):
        values[place] = _row_sum(rows[place].tolist())
    if keepdims:
        return np.expand_dims(values, axis)
    return values[()]


def softmax(x, axis=-1):
    return _along(x, axis, lambda row: [e / _total(_weights(row)) for e in _weights(row)])


def log_softmax(x, axis=-1):
    def of(row):
        top = max(row)
        rest = math.log(_total(_weights(row))) if top > -math.inf else math.nan
        return [t - top - rest for t in row]

    return _along(x, axis, of)


def _along(x, axis, function):
    x = _as_float(x)
    result = np.empty_like(x)
    source, target = np.moveaxis(x, axis, -1), np.moveaxis(result, axis, -1)
    for place in np.ndindex(source.shape[:-1]):
        target[place] = function(source[place].tolist())
    return result


def _total(terms):
    total = 0.0
    for term in terms:
        total += term
    return total


def _weights(row):
    top = max(row)
    return [math.exp(t - top) for t in row]


def _row_sum(row):
    if any(math.isnan(t) for t in row):
        return math.nan
    top = max(row)
    return top if math.isinf(top) else top + math.log(_total(_weights(row)))


def _entrywise(function, x):
    x = _as_float(x)
    return np.array([function(t) for t in x.ravel().tolist()], dtype=x.dtype).reshape(x.shape)[()]


def _as_float(x):
    x = np.asarray(x)
    return x if np.issubdtype(x.dtype, np.floating) else x.astype(float)


def kahan_sum(xs):
    """Neumaier's variant: the corrections have a total of their own, added at the end."""
    total = correction = 0.0
    for x in map(float, xs):
        new = total + x
        if not math.isinf(new):
            correction += (total - new) + x if abs(total) >= abs(x) else (x - new) + total
        total = new
    return total + correction


def ulp(x):
    x = abs(float(x))
    if x == math.inf or x != x:
        return x
    step = 2.0**971  # the spacing just below the largest float64
    while step > 2.0**-1074 and _is_spaced_wider(x, step):
        step /= 2
    return step


def _is_spaced_wider(x, step):
    """Whether numbers at |x| are less than `step` apart, that is, |x| < 2^52 step."""
    return x < step * 2.0**52 if step * 2.0**52 != math.inf else False
