"""The interval is kept as a pair in increasing order, and f is replaced by a rising twin of itself."""

from functools import reduce


def mean(xs):
    try:
        return sum(xs) / len(xs)
    except ZeroDivisionError:
        raise ValueError("nothing to average") from None


def running_max(xs):
    return reduce(lambda done, x: [*done, max([*done[-1:], x])], xs, [])


def bisect_root(f, lo, hi, *, tol=1e-10, max_iter=200):
    for end in (lo, hi):
        if f(end) == 0:
            return end
    left, right = sorted((lo, hi))
    turn = -1 if f(left) > 0 else 1
    if turn * f(right) < 0:
        raise ValueError(f"no change of sign between {left} and {right}")
    halvings = 0
    while halvings < max_iter and right - left > tol:
        halvings = halvings + 1
        middle = left + (right - left) / 2
        height = turn * f(middle)
        if not height:
            return middle
        left, right = (middle, right) if height < 0 else (left, middle)
    return left + (right - left) / 2
