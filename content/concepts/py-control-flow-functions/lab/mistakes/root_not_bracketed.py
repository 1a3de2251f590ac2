"""You halve the interval without asking whether f crosses 0 in it, and then return a point that is no root.

The method rests on one fact: a continuous function that is negative at one end and positive at the other
must be 0 in between. With the same sign at both ends nothing is known, and the halving only walks to an end.

Ask yourself: x * x + 1 is never 0. What does your function return for it, and who would notice?
"""


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    f_lo, f_hi = f(lo), f(hi)
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
        if (f_mid > 0) == (f_lo > 0):
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2
