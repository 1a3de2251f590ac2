"""Gradients by central differences, and the test that every later gradient is held against."""

import numpy as np
from mylib.calculus.numdiff import derivative  # yours: derivative(f, x, h) of a function of one number
from mylib.linalg.norms import norm  # yours: norm(v) of a list


def numerical_gradient(f, x, h=1e-5):
    """Central differences, one coordinate at a time.

    f: array of the shape of x -> number. x: any shape, left unchanged. Returns float64 of the same shape.

    >>> numerical_gradient(lambda p: p[0] ** 2 * p[1], np.array([2.0, -1.0]))
    array([-4.,  4.])
    """
    raise NotImplementedError("task 1")


def gradcheck(f, grad, x, rtol=1e-5, atol=1e-7):
    """Does grad(x) agree with differences of f? Returns (passed, worst).

    worst is the largest |a - n| / (atol + rtol max(|a|, |n|)) over all entries; it passes if worst <= 1.
    A shape other than that of x, or an entry that is not finite, does not pass: worst is then inf.
    """
    raise NotImplementedError("task 2")


def directional(f, x, u):
    """Slope of f at x in the direction of u, for a step of length 1. Raises ValueError if u is zero."""
    raise NotImplementedError("task 3")
