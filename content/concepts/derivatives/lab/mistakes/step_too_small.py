"""The default step is as small as possible, smaller than the gap between neighbouring doubles.

Then `x + h` is `x` again, both function values are equal, and the slope comes out as 0. Even a step a
few gaps wide leaves only a digit or two.

Ask yourself: what does Python say to `1.0 + 1e-17 == 1.0`?
"""


def derivative(f, x, h=None, method="central"):
    if method not in ("forward", "central"):
        raise ValueError(f"method must be 'forward' or 'central', not {method!r}")
    if h is None:
        h = 1e-17
    if h <= 0:
        raise ValueError("h must be positive")
    if method == "forward":
        return (f(x + h) - f(x)) / h
    return (f(x + h) - f(x - h)) / (2 * h)
