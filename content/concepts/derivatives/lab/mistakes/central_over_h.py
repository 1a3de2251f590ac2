"""The central difference is divided by h.

Its two points lie on both sides of x, so they are further apart than h. Every slope comes out exactly
twice as steep.

Ask yourself: what does your function say about the straight line f(t) = t?
"""


def derivative(f, x, h=None, method="central"):
    if method not in ("forward", "central"):
        raise ValueError(f"method must be 'forward' or 'central', not {method!r}")
    if h is None:
        h = EPS ** (1 / 2 if method == "forward" else 1 / 3) * max(1.0, abs(x))
    if h <= 0:
        raise ValueError("h must be positive")
    if method == "forward":
        return (f(x + h) - f(x)) / h
    return (f(x + h) - f(x - h)) / h
