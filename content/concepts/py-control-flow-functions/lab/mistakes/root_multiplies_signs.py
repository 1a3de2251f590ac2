"""You compare the signs by multiplying the two values, and a product of tiny numbers is rounded to 0.

1e-200 times 1e-200 would be 1e-400, which is smaller than anything a decimal in a computer can hold. The
product becomes exactly 0, and 0 is not above 0: two ends with the same sign slip through your test.

Ask yourself: what does Python print for `1e-200 * 1e-200`? Which question about the two values did you really
want to ask?
"""


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    f_lo, f_hi = f(lo), f(hi)
    if f_lo * f_hi > 0:
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
        if (f_mid > 0) == (f_lo > 0):
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2
