"""Formulas that stay accurate where the textbook form overflows, underflows or cancels."""

from collections.abc import Iterable

import numpy as np

# x is a number, a list or an array. Lists and integers are answered in float64; an array of floats keeps
# its type, so float32 gives float32. The argument is never changed.


def sigmoid(x):
    """1 / (1 + exp(-x)), entry by entry, accurate at both ends.

    >>> sigmoid([0.0, 1000.0, -1000.0])
    array([0.5, 1. , 0. ])
    """
    raise NotImplementedError("task 1")


def log1pexp(x):
    """log(1 + exp(x)), entry by entry: about x for large x, about exp(x) for very negative x.

    >>> log1pexp([1000.0, -1000.0])
    array([1000.,    0.])
    """
    raise NotImplementedError("task 1")


def logsumexp(x, axis=-1, keepdims=False):
    """log(sum(exp(x))) along one axis.

    x: (..., n) -> (...), or (..., 1) with keepdims (for axis=-1).
    -inf for a row that is all -inf; +inf for a row that holds +inf; nan for a row that holds nan.

    >>> logsumexp([[1000.0, 1000.0], [-1000.0, -1000.0]])
    array([1000.69314718, -999.30685282])
    """
    raise NotImplementedError("task 2")


def softmax(x, axis=-1):
    """exp(x) / sum(exp(x)) along one axis; the shape of x. nan throughout a row that is all -inf.

    >>> softmax([1000.0, 1000.0])
    array([0.5, 0.5])
    """
    raise NotImplementedError("task 2")


def log_softmax(x, axis=-1):
    """log(softmax(x)) along one axis; the shape of x. Finite also where softmax is too small for a float.

    >>> log_softmax([0.0, -2000.0])
    array([    0., -2000.])
    """
    raise NotImplementedError("task 2")


def kahan_sum(xs: Iterable[float]) -> float:
    """The sum of xs in float64, with an error of at most about 2 eps (|x_1| + ... + |x_n|) for any n.

    An infinity among the terms makes the sum that infinity; the empty sum is 0.0.

    >>> kahan_sum([1.0] + [1e-16] * 10)
    1.000000000000001
    """
    raise NotImplementedError("task 3")


def ulp(x: float) -> float:
    """The distance from |x| to the next larger float64; |x| itself for inf and nan.

    >>> ulp(1.0), ulp(1000.0), ulp(0.0)
    (2.220446049250313e-16, 1.1368683772161603e-13, 5e-324)
    """
    raise NotImplementedError("task 3")
