"""Sums by halves, recursively; the projection is the formula of the lesson on vectors brought to size 1."""

from math import inf


def total(xs):
    """The sum, as the sum of the sums of both halves."""
    if len(xs) < 2:
        return float(xs[0]) if xs else 0.0
    middle = len(xs) // 2
    return total(xs[:middle]) + total(xs[middle:])


def dot(u, v):
    if len(u) != len(v):
        raise ValueError("lengths differ")
    return total([u[i] * v[i] for i in range(len(u))])


def size_and_shape(v):
    """(largest absolute entry, v divided by it)."""
    size = max([abs(x) for x in v], default=0)
    return float(size), [x / size for x in v] if size else list(v)


def norm(v, p=2):
    if p < 1:
        raise ValueError(f"p = {p} is below 1")
    size, shape = size_and_shape(v)
    if p == inf or size == 0:
        return size
    return size * total([abs(x) ** p for x in shape]) ** (1.0 / p)


def cosine(u, v):
    (a, shape_u), (b, shape_v) = size_and_shape(u), size_and_shape(v)
    if a == 0 or b == 0:
        raise ValueError("no angle with the zero vector")
    value = dot(shape_u, shape_v) / (norm(shape_u) * norm(shape_v))
    return max(-1.0, min(1.0, value))


def project(u, v):
    size, shape = size_and_shape(v)
    if size == 0:
        raise ValueError("no direction to project on")
    factor = dot(u, shape) / dot(shape, shape)
    return [factor * x for x in shape]
