"""Recursion instead of loops: each function does one step and leaves the rest to itself."""


def mean(xs):
    if xs == []:
        raise ValueError("no numbers")
    return total(xs, 0) / len(xs)


def total(xs, i):
    return 0 if i == len(xs) else xs[i] + total(xs, i + 1)


def running_max(xs):
    if len(xs) < 2:
        return list(xs)
    before = running_max(xs[:-1])
    return [*before, before[-1] if before[-1] > xs[-1] else xs[-1]]


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    at_lo, at_hi = f(lo), f(hi)
    if at_lo == 0 or at_hi == 0:
        return lo if at_lo == 0 else hi
    if (at_lo < 0) == (at_hi < 0):
        raise ValueError("the signs agree")
    return narrowed(f, lo, hi, at_lo < 0, tol, max_iter)


def narrowed(f, lo, hi, is_negative_at_lo, tol, left):
    mid = lo / 2 + hi / 2
    if left == 0 or abs(hi - lo) <= tol:
        return mid
    value = f(mid)
    if value == 0:
        return mid
    if (value < 0) == is_negative_at_lo:
        return narrowed(f, mid, hi, is_negative_at_lo, tol, left - 1)
    return narrowed(f, lo, mid, is_negative_at_lo, tol, left - 1)
