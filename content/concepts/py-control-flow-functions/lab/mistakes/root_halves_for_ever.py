"""Your loop ends only when both ends are the same number, and for most roots that never happens.

A computer's decimals have gaps between them. When the two ends have become neighbours, their middle is
rounded to one of the two, and the interval stays as it is for ever. That is what `tol` and `max_iter` are
for: the one says when the answer is good enough, the other when to give up.

Ask yourself: no decimal has exactly the square 2. What, then, are the last two ends your loop can reach?
"""


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    f_lo, f_hi = f(lo), f(hi)
    if (f_lo > 0) == (f_hi > 0) and f_lo != 0 and f_hi != 0:
        raise ValueError("same sign at both ends")
    if f_lo == 0:
        return lo
    if f_hi == 0:
        return hi
    while lo != hi:
        mid = (lo + hi) / 2
        f_mid = f(mid)
        if f_mid == 0:
            return mid
        if (f_mid > 0) == (f_lo > 0):
            lo = mid
        else:
            hi = mid
    return lo
