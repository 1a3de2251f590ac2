"""Calls of the standard library instead of loops; the search keeps two signs and the length of its step."""

import itertools
import math


def mean(xs):
    if not xs:
        raise ValueError("an empty list has no mean")
    return math.fsum(xs) / len(xs)


def running_max(xs):
    return list(itertools.accumulate(xs, max))


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    for end in (lo, hi):
        if f(end) == 0:
            return end
    sign = math.copysign(1.0, f(lo))
    if sign == math.copysign(1.0, f(hi)):
        raise ValueError("both ends lie on the same side of zero")
    step, rounds = hi - lo, 0
    while abs(step) > tol and rounds < max_iter:
        step, rounds = step / 2, rounds + 1
        value = f(lo + step)
        if value == 0:
            return lo + step
        if math.copysign(1.0, value) == sign:
            lo = lo + step
    return lo + step / 2
