"""Norms through logarithms, sums without rounding on the way, and the angle by its cosine's own formula."""

from math import exp, fsum, inf, log
from operator import mul


def dot(u, v):
    if len(u) != len(v):
        raise ValueError(f"{len(u)} entries against {len(v)}")
    return fsum(map(mul, u, v))


def norm(v, p=2):
    if not p >= 1:
        raise ValueError(f"there is no {p}-norm")
    logs = [log(abs(x)) for x in v if x != 0]
    if not logs:
        return 0.0
    top = max(logs)
    largest = max(abs(float(x)) for x in v)
    if p == inf:
        return largest
    return largest * exp(log(fsum(exp(p * (one - top)) for one in logs)) / p)


def one_long(v):
    length = norm(v)
    if length == 0:
        raise ValueError("the zero vector has no direction")
    return [x / length for x in v]


def cosine(u, v):
    return sorted([-1.0, dot(one_long(u), one_long(v)), 1.0])[1]


def project(u, v):
    direction = one_long(v)
    t = fsum(map(mul, u, direction))
    return [t * x for x in direction]
