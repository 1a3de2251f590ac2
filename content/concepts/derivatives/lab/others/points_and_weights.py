"""A quotient as a weighted sum of values; means are updated point by point; Newton as a generator."""

from itertools import islice
from math import copysign, log

WEIGHTS = {"forward": ((1, 1.0), (0, -1.0)), "central": ((1, 0.5), (-1, -0.5))}


def derivative(f, x, h=None, method="central"):
    if method not in ("forward", "central"):
        raise ValueError("forward or central")
    if h is None:
        h = 2.0 ** (-26 if method == "forward" else -52 / 3)
        if abs(x) > 1:
            h *= abs(x)
    elif copysign(1, h) < 0 or h == 0:
        raise ValueError("the step must be positive")
    return sum(weight * f(x + place * h) for place, weight in WEIGHTS[method]) / h


def convergence_order(f, df, x, hs, method="central"):
    """Means and moments by updating (Welford), one point after another."""
    mean_a = mean_b = spread = joint = 0.0
    for count, h in enumerate(hs, 1):
        a, b = log(h), log(abs(derivative(f, x, h, method) - df(x)))
        before = a - mean_a
        mean_a += before / count
        mean_b += (b - mean_b) / count
        spread += before * (a - mean_a)
        joint += before * (b - mean_b)
    return joint / spread


def newton_root(f, df, x0, tol=1e-12, max_iter=50):
    for x, has_arrived in islice(walk(f, df, float(x0), tol), max_iter):
        if has_arrived:
            return x
    raise ValueError(f"not there after {max_iter} moves")


def walk(f, df, x, tol):
    """(point, whether it is a zero) after each move, or before the first where nothing has to move."""
    while True:
        y, slope = f(x), df(x)
        if y == 0:
            yield x, True
            continue
        if slope == 0:
            raise ValueError("a flat tangent")
        x -= y / slope
        yield x, abs(y / slope) <= tol * max(1.0, abs(x))
