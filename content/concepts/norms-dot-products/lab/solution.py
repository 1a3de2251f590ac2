"""Dot products, norms, cosine similarity and projection, on plain lists of numbers."""

from math import inf, sqrt


def dot(u, v):
    """Sum of elementwise products. Raises ValueError if the lengths differ."""
    if len(u) != len(v):
        raise ValueError(f"lengths differ: {len(u)} and {len(v)}")
    return float(sum(a * b for a, b in zip(u, v, strict=True)))


def norm(v, p=2):
    """(sum |v_i|^p)^(1/p) for p >= 1, the largest |v_i| for p = inf. Raises ValueError for p < 1.

    Entries are divided by the largest one first, so that no power overflows or vanishes.
    """
    if not p >= 1:
        raise ValueError(f"p must be at least 1, not {p}")
    sizes = [float(abs(x)) for x in v]
    largest = max(sizes, default=0.0)
    if largest == 0 or p == inf:
        return largest
    if p == 2:
        return largest * sqrt(sum((x / largest) ** 2 for x in sizes))
    return largest * sum((x / largest) ** p for x in sizes) ** (1 / p)


def cosine(u, v):
    """Cosine of the angle between u and v, between -1 and 1. Raises ValueError if either is zero."""
    length_u, length_v = norm(u), norm(v)
    if length_u == 0 or length_v == 0:
        raise ValueError("the zero vector has no direction")
    value = dot([a / length_u for a in u], [b / length_v for b in v])
    return min(1.0, max(-1.0, value))


def project(u, v):
    """The multiple of v that is closest to u: (u.v / v.v) v. Raises ValueError if v is zero."""
    length = norm(v)
    if length == 0:
        raise ValueError("there is no projection on the zero vector")
    direction = [b / length for b in v]
    t = dot(u, direction)
    return [t * d for d in direction]
