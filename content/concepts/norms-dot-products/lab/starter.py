"""Dot products, norms, cosine similarity and projection, on plain lists of numbers."""

from math import inf, sqrt


def dot(u, v):
    """Sum of elementwise products. Raises ValueError if the lengths differ.

    >>> dot([3, 4], [2, -1])
    2.0
    """
    raise NotImplementedError("task 1")


def norm(v, p=2):
    """(sum |v_i|^p)^(1/p) for p >= 1, the largest |v_i| for p = inf. Raises ValueError for p < 1.

    >>> norm([3, -4]), norm([3, -4], 1), norm([3, -4], inf)
    (5.0, 7.0, 4.0)
    """
    raise NotImplementedError("task 2")


def cosine(u, v):
    """Cosine of the angle between u and v, between -1 and 1. Raises ValueError if either is zero."""
    raise NotImplementedError("task 3")


def project(u, v):
    """The multiple of v that is closest to u: (u.v / v.v) v. Raises ValueError if v is zero.

    >>> project([3, 4], [2, -1])
    [0.8, -0.4]
    """
    raise NotImplementedError("task 4")
