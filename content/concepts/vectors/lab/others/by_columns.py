"""Columns instead of vectors: each entry of a combination is one sum over all vectors; nothing is shared."""

from itertools import repeat
from operator import add as plus
from operator import mul


def add(u, v):
    if len(u) == len(v):
        return list(map(plus, u, v))
    raise ValueError(f"cannot add {len(u)} entries to {len(v)}")


def scale(c, v):
    return list(map(mul, repeat(c), v))


def linear_combination(coeffs, vectors):
    lengths = {len(v) for v in vectors}
    if len(lengths) != 1 or len(coeffs) != len(vectors):
        raise ValueError("one coefficient for each vector, and all vectors of one length, please")
    return [sum(map(mul, coeffs, column)) for column in zip(*vectors, strict=True)]


def in_span_2d(u, v, w, tol=1e-9):
    if {len(u), len(v), len(w)} != {2}:
        raise ValueError("expected three vectors with two entries")

    def size(p):
        return max(map(abs, p))

    def determinant(p, q):
        """Of both vectors brought to size 1; 0 where one is zero."""
        return (
            0
            if 0 in (size(p), size(q))
            else p[0] / size(p) * (q[1] / size(q)) - p[1] / size(p) * (q[0] / size(q))
        )

    rank = 2 if abs(determinant(u, v)) > tol else int(size(u) > 0 or size(v) > 0)
    if rank == 2:
        return True
    if rank == 0:
        return size(w) == 0
    return max(abs(determinant(u, w)), abs(determinant(v, w))) <= tol
