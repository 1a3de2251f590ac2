"""First functions: the mean of a list, its running maximum, and a root found by halving an interval.

Not covered: adding up without rounding (`math.fsum` does it), and roots where f only touches 0.
"""


def mean(xs: list[float]) -> float:
    """The sum of xs divided by how many there are. Raises ValueError on an empty list."""
    if len(xs) == 0:
        raise ValueError("the mean of no numbers is not defined")
    total = 0.0
    for x in xs:
        total = total + x
    return total / len(xs)


def running_max(xs: list[float]) -> list[float]:
    """result[i] is the largest of xs[0], ..., xs[i]; the result is a new list, as long as xs."""
    result = xs[:1]  # a new list with the first entry; empty if there is none
    for x in xs[1:]:
        result.append(max(result[-1], x))
    return result


def bisect_root(f, lo: float, hi: float, *, tol: float = 1e-10, max_iter: int = 200) -> float:
    """The middle of an interval of length tol or less, in which the continuous function f crosses 0.

    Halves the interval from lo to hi at most max_iter times. A point at which f is exactly 0 is returned
    at once. Raises ValueError if f has the same sign at both ends.
    """
    f_lo, f_hi = f(lo), f(hi)
    if f_lo > f_hi:  # turn the interval round: from here on, f is the smaller one at lo
        lo, hi, f_lo, f_hi = hi, lo, f_hi, f_lo
    if f_lo > 0 or f_hi < 0:  # signs, not the product f_lo * f_hi: that may be rounded to 0
        raise ValueError(f"f has the same sign at {lo} and {hi}")
    if f_lo == 0:
        return lo
    if f_hi == 0:
        return hi
    for _ in range(max_iter):
        if abs(hi - lo) <= tol:
            break
        mid = (lo + hi) / 2
        f_mid = f(mid)
        if f_mid < 0:
            lo = mid  # f crosses 0 between mid and hi
        elif f_mid > 0:
            hi = mid  # f crosses 0 between lo and mid
        else:
            return mid
    return (lo + hi) / 2
