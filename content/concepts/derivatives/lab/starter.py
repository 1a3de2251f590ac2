"""Slopes by difference quotients, their order, and Newton's method."""

from math import log

EPS = 2.0**-52  # gap between 1.0 and the next double


def derivative(f, x, h=None, method="central"):
    """Slope of f at x.

    forward: (f(x + h) - f(x)) / h; central: (f(x + h) - f(x - h)) / (2 h).
    Without h, the step balances truncation against rounding: eps^(1/2) forward, eps^(1/3) central, times
    max(1, |x|). Raises ValueError for another method or h <= 0.

    >>> derivative(lambda t: t * t, 3.0, h=1.0, method="forward")
    7.0
    """
    raise NotImplementedError("task 1")


def convergence_order(f, df, x, hs, method="central"):
    """Slope of log(error) against log(h), by least squares; df is the true derivative."""
    raise NotImplementedError("task 2")


def newton_root(f, df, x0, tol=1e-12, max_iter=50):
    """A zero of f: follow the tangent to where it crosses the axis, until the step is at most tol max(1,
    |x|).

    Raises ValueError where the tangent is flat, and after max_iter steps without arriving.
    """
    raise NotImplementedError("task 3")
