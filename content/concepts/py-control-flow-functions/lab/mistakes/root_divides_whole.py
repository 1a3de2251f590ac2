"""The middle is computed with `//`, which throws away everything after the decimal point.

Between 0 and 1 the middle becomes 0, an end of the interval, and the search treads on the spot until
`max_iter` ends it. Python has two divisions: `/` gives 0.5 for 1 and 2, and `//` gives 0.

Ask yourself: what does Python print for `(0.0 + 1.0) // 2`, and is that between 0 and 1?
"""


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    f_lo, f_hi = f(lo), f(hi)
    if (f_lo > 0) == (f_hi > 0) and f_lo != 0 and f_hi != 0:
        raise ValueError("same sign at both ends")
    if f_lo == 0:
        return lo
    if f_hi == 0:
        return hi
    for _ in range(max_iter):
        if abs(hi - lo) <= tol:
            break
        mid = (lo + hi) // 2
        f_mid = f(mid)
        if f_mid == 0:
            return mid
        if (f_mid > 0) == (f_lo > 0):
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2
