"""First functions: the mean, a root by bisection, a running maximum."""

import math


def mean(xs: list[float]) -> float:
    """The sum of xs divided by how many there are. Raises ValueError on an empty list."""
    if not xs:
        raise ValueError("the mean of no numbers is not defined")
    return math.fsum(xs) / len(xs)


def bisect_root(f, lo: float, hi: float, tol: float = 1e-10, max_iter: int = 200) -> float:
    """A point within tol of a root of the continuous function f between lo and hi.

    f(lo) and f(hi) must have opposite signs, or one of them be 0; otherwise ValueError.
    Where floats lie further apart than tol, the interval stops shrinking and max_iter ends the search.
    """
    f_lo, f_hi = f(lo), f(hi)
    if f_lo == 0:
        return lo
    if f_hi == 0:
        return hi
    if (f_lo > 0) == (f_hi > 0):  # signs, not the product f_lo * f_hi: that may underflow to 0
        raise ValueError(f"f has the same sign at {lo} and {hi}")
    for _ in range(max_iter):
        mid = lo + (hi - lo) / 2
        if abs(hi - lo) <= tol:
            break
        f_mid = f(mid)
        if f_mid == 0:
            return mid
        if (f_mid > 0) == (f_lo > 0):
            lo = mid  # the sign changes to the right of mid
        else:
            hi = mid
    return lo + (hi - lo) / 2


def running_max(xs: list[float]) -> list[float]:
    """result[i] is the largest of xs[0], ..., xs[i]; the result is as long as xs."""
    result = []
    for x in xs:
        result.append(x if not result or x > result[-1] else result[-1])
    return result
