"""Halves and halves again: logsumexp of two numbers, combined along a tree; everything else follows from it.

The sum is a tree of exact additions (two floats a node), and ulp counts in powers of two.
"""

import numpy as np


def log1pexp(x):
    x = numbers(x)
    return np.where(x > 0, x, 0).astype(x.dtype)[()] + np.log1p(np.exp(-abs(x)))


def sigmoid(x):
    return np.exp(-log1pexp(-numbers(x)))


def two(a, b):
    """log(exp(a) + exp(b))."""
    high, low = np.maximum(a, b), np.minimum(a, b)
    with np.errstate(invalid="ignore"):
        gap = np.where(high == low, 0, low - high).astype(high.dtype)
    return high + np.log1p(np.exp(gap))


def tree(rows):
    """rows: (n, ...) -> (...)."""
    if len(rows) == 1:
        return rows[0]
    middle = len(rows) // 2
    return two(tree(rows[:middle]), tree(rows[middle:]))


def logsumexp(x, axis=-1, keepdims=False):
    x = numbers(x)
    result = tree(np.moveaxis(x, axis, 0))
    if keepdims:
        shape = list(x.shape)
        shape[axis] = 1
        return np.reshape(result, shape)
    return result


def log_softmax(x, axis=-1):
    x = numbers(x)
    with np.errstate(invalid="ignore"):
        return x - logsumexp(x, axis=axis, keepdims=True)


def softmax(x, axis=-1):
    return np.exp(log_softmax(x, axis))


def numbers(x):
    array = np.array(x)
    return array.astype(np.float64) if array.dtype.kind in "iub" else array


def exact(a, b):
    """The sum of a and b, and what rounding took from it (Knuth)."""
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


def halves(xs):
    if len(xs) == 0:
        return 0.0, 0.0
    if len(xs) == 1:
        return float(xs[0]), 0.0
    middle = len(xs) // 2
    (a, e), (b, f) = halves(xs[:middle]), halves(xs[middle:])
    s, g = exact(a, b)
    return s, e + f + g


def kahan_sum(xs):
    terms = [float(x) for x in xs]
    infinite = [x for x in terms if x in (float("inf"), -float("inf"))]
    if infinite:
        return infinite[0] if len(set(infinite)) == 1 else float("nan")
    total, rest = halves(terms)
    return total + rest


def ulp(x):
    x = abs(float(x))
    if x - x != 0:  # inf or nan
        return x
    power = -1022
    while x >= 2.0**power * 2:
        power += 1
        if power == 1023:
            break
    return 2.0 ** (power - 52)
