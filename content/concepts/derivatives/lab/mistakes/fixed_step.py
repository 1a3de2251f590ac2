"""The default step does not grow with x.

Near 1e8 the doubles lie about 1.5e-8 apart. A step that is fine near 1 covers only a few of them there,
and the slope is off in the third digit.

Ask yourself: how many doubles lie between 1e8 and 1e8 + 6e-6, and how many between 1 and 1 + 6e-6?
"""


def derivative(f, x, h=None, method="central"):
    if method not in ("forward", "central"):
        raise ValueError(f"method must be 'forward' or 'central', not {method!r}")
    if h is None:
        h = EPS ** (1 / 2 if method == "forward" else 1 / 3)
    if h <= 0:
        raise ValueError("h must be positive")
    if method == "forward":
        return (f(x + h) - f(x)) / h
    return (f(x + h) - f(x - h)) / (2 * h)
