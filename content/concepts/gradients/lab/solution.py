"""Gradients by central differences, and the test that every later gradient is held against."""

import numpy as np
from mylib.calculus.numdiff import derivative
from mylib.linalg.norms import norm


def numerical_gradient(f, x, h=1e-5):
    """Central differences, one coordinate at a time.

    f: array of the shape of x -> number. x: any shape, left unchanged. Returns float64 of the same shape.
    """
    x = np.asarray(x, dtype=float)
    gradient = np.empty_like(x)
    for at in np.ndindex(x.shape):

        def along(t, at=at):
            moved = x.copy()
            moved[at] = t
            return f(moved)

        gradient[at] = derivative(along, x[at], h)
    return gradient


def gradcheck(f, grad, x, rtol=1e-5, atol=1e-7):
    """Does grad(x) agree with differences of f? Returns (passed, worst).

    worst is the largest |a - n| / (atol + rtol max(|a|, |n|)) over all entries; it passes if worst <= 1.
    A shape other than that of x, or an entry that is not finite, does not pass: worst is then inf.
    """
    x = np.asarray(x, dtype=float)
    a = np.asarray(grad(x.copy()), dtype=float)
    if a.shape != x.shape:
        return False, float("inf")
    if a.size == 0:
        return True, 0.0
    n = numerical_gradient(f, x)
    if not (np.isfinite(a).all() and np.isfinite(n).all()):
        return False, float("inf")
    ratio = np.abs(a - n) / (atol + rtol * np.maximum(np.abs(a), np.abs(n)))
    worst = float(ratio.max())
    return worst <= 1, worst


def directional(f, x, u):
    """Slope of f at x in the direction of u, for a step of length 1. Raises ValueError if u is zero."""
    x, u = np.asarray(x, dtype=float), np.asarray(u, dtype=float)
    length = norm(u.ravel().tolist())
    if length == 0:
        raise ValueError("the zero vector has no direction")
    unit = u / length
    return derivative(lambda t: f(x + t * unit), 0.0)
