"""Vectors as lists of numbers: sums, multiples, linear combinations, span in the plane.

Not covered: span in more than two dimensions, which needs elimination.
"""


def add(u: list[float], v: list[float]) -> list[float]:
    """The sum u + v, entry by entry: result[i] = u[i] + v[i]."""
    if len(u) != len(v):
        raise ValueError(f"cannot add vectors of lengths {len(u)} and {len(v)}")
    return [x + y for x, y in zip(u, v, strict=True)]


def scale(c: float, v: list[float]) -> list[float]:
    """The multiple c * v, entry by entry: result[i] = c * v[i]."""
    return [c * x for x in v]


def linear_combination(coeffs: list[float], vectors: list[list[float]]) -> list[float]:
    """c_1 v_1 + ... + c_k v_k for k coefficients and k vectors of length n; the result has length n."""
    if len(coeffs) != len(vectors):
        raise ValueError(f"{len(coeffs)} coefficients for {len(vectors)} vectors")
    if not vectors:
        raise ValueError("a combination of no vectors has no length")
    total = scale(coeffs[0], vectors[0])
    for c, v in zip(coeffs[1:], vectors[1:], strict=True):
        total = add(total, scale(c, v))
    return total


def in_span_2d(u: list[float], v: list[float], w: list[float], tol: float = 1e-9) -> bool:
    """Whether w = c_1 u + c_2 v for some numbers c_1, c_2. All three vectors have two entries."""
    for vector in (u, v, w):
        if len(vector) != 2:
            raise ValueError(f"expected 2 entries, got {len(vector)}")
    if not parallel(u, v, tol):
        return True  # the span is the whole plane
    if is_zero(u) and is_zero(v):
        return is_zero(w)  # the span is the origin
    return parallel(v if is_zero(u) else u, w, tol)  # the span is a line


def is_zero(p: list[float]) -> bool:
    return p[0] == 0 and p[1] == 0


def parallel(p: list[float], q: list[float], tol: float) -> bool:
    """Whether one of p and q is a multiple of the other, up to rounding, at any scale."""
    if is_zero(p) or is_zero(q):
        return True
    p, q = unit_size(p), unit_size(q)
    return abs(p[0] * q[1] - p[1] * q[0]) <= tol


def unit_size(p: list[float]) -> list[float]:
    """p divided by its largest absolute entry, so that units and scale no longer matter."""
    size = max(abs(p[0]), abs(p[1]))
    return [p[0] / size, p[1] / size]
