"""Your search works where f rises through 0, and runs to the wrong end where f falls through it.

You decide by whether f(mid) is below 0. But "below 0" only means "before the root" if f climbs. What tells
the side of the root for every f is whether f(mid) has the same sign as f at one of the ends.

Ask yourself: draw f(x) = 0.3 - x from 0 to 1. At mid = 0.5 the value is negative. On which side of 0.5 is
the root?
"""


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    f_lo, f_hi = f(lo), f(hi)
    if (f_lo > 0 and f_hi > 0) or (f_lo < 0 and f_hi < 0):
        raise ValueError("same sign at both ends")
    if f_lo == 0:
        return lo
    if f_hi == 0:
        return hi
    for _ in range(max_iter):
        if abs(hi - lo) <= tol:
            break
        mid = (lo + hi) / 2
        f_mid = f(mid)
        if f_mid == 0:
            return mid
        if f_mid < 0:
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2
