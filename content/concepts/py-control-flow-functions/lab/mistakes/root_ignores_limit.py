"""Your loop looks at `tol` alone: `max_iter` is accepted and never used.

Where neighbouring numbers lie further apart than `tol`, the interval cannot become that short, and the loop
goes on for ever. A limit on the number of rounds is what ends a search that cannot succeed.

Ask yourself: which line of your function would notice if `max_iter` were 1?
"""


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    f_lo, f_hi = f(lo), f(hi)
    if (f_lo > 0) == (f_hi > 0) and f_lo != 0 and f_hi != 0:
        raise ValueError("same sign at both ends")
    if f_lo == 0:
        return lo
    if f_hi == 0:
        return hi
    while abs(hi - lo) > tol:
        mid = (lo + hi) / 2
        f_mid = f(mid)
        if f_mid == 0:
            return mid
        if (f_mid > 0) == (f_lo > 0):
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2
