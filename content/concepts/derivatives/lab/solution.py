"""Slopes by difference quotients, their order, and Newton's method."""

from math import log

EPS = 2.0**-52  # gap between 1.0 and the next double


def derivative(f, x, h=None, method="central"):
    """Slope of f at x.

    forward: (f(x + h) - f(x)) / h; central: (f(x + h) - f(x - h)) / (2 h).
    Without h, the step balances truncation against rounding: eps^(1/2) forward, eps^(1/3) central, times
    max(1, |x|). Raises ValueError for another method or h <= 0.
    """
    if method not in ("forward", "central"):
        raise ValueError(f"method must be 'forward' or 'central', not {method!r}")
    if h is None:
        h = EPS ** (1 / 2 if method == "forward" else 1 / 3) * max(1.0, abs(x))
    if h <= 0:
        raise ValueError("h must be positive")
    if method == "forward":
        return (f(x + h) - f(x)) / h
    return (f(x + h) - f(x - h)) / (2 * h)


def convergence_order(f, df, x, hs, method="central"):
    """Slope of log(error) against log(h), by least squares; df is the true derivative."""
    points = [(log(h), log(abs(derivative(f, x, h, method) - df(x)))) for h in hs]
    mean_h = sum(a for a, _ in points) / len(points)
    mean_e = sum(b for _, b in points) / len(points)
    rise = sum((a - mean_h) * (b - mean_e) for a, b in points)
    run = sum((a - mean_h) ** 2 for a, _ in points)
    return rise / run


def newton_root(f, df, x0, tol=1e-12, max_iter=50):
    """A zero of f: follow the tangent to where it crosses the axis, until the step is at most tol max(1,
    |x|).

    Raises ValueError where the tangent is flat, and after max_iter steps without arriving.
    """
    x = float(x0)
    for _ in range(max_iter):
        value = f(x)
        if value == 0:
            return x
        slope = df(x)
        if slope == 0:
            raise ValueError(f"the tangent at {x} is flat")
        step = value / slope
        x = x - step
        if abs(step) <= tol * max(1.0, abs(x)):
            return x
    raise ValueError(f"no zero found in {max_iter} steps")
