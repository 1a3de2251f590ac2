"""The quotients in a table of functions; the line by the normal equations; Newton by recursion."""

import sys
from math import fsum, log, sqrt

QUOTIENTS = {
    "forward": lambda f, x, h: (f(x + h) - f(x)) / h,
    "central": lambda f, x, h: (f(x + h) - f(x - h)) / h / 2,
}
STEPS = {"forward": sqrt(sys.float_info.epsilon), "central": sys.float_info.epsilon ** (1 / 3)}


def derivative(f, x, h=None, method="central"):
    if method not in QUOTIENTS or (h is not None and h <= 0):
        raise ValueError(f"no method {method!r}, or no step {h!r}")
    return QUOTIENTS[method](f, x, STEPS[method] * max(1, abs(x)) if h is None else h)


def convergence_order(f, df, x, hs, method="central"):
    right = df(x)
    a = [log(h) for h in hs]
    b = [log(abs(derivative(f, x, h, method) - right)) for h in hs]
    n = len(hs)
    top = n * fsum(p * q for p, q in zip(a, b, strict=True)) - fsum(a) * fsum(b)
    return top / (n * fsum(p * p for p in a) - fsum(a) ** 2)


def newton_root(f, df, x0, tol=1e-12, max_iter=50):
    value = f(x0)
    if max_iter > 0 and value == 0:
        return float(x0)
    if max_iter <= 0:
        raise ValueError("no zero was reached")
    slope = df(x0)
    if slope == 0:
        raise ValueError("flat tangent")
    x = x0 - value / slope
    if abs(value / slope) <= tol * max(1, abs(x)):
        return float(x)
    return newton_root(f, df, x, tol, max_iter - 1)
