"""Recursion: the first entry, and then the rest; a combination is its first term and the others."""


def add(u, v):
    if not u and not v:
        return []
    if not u or not v:
        raise ValueError("one vector is longer than the other")
    return [u[0] + v[0], *add(u[1:], v[1:])]


def scale(c, v):
    return [c * v[0], *scale(c, v[1:])] if v else []


def linear_combination(coeffs, vectors):
    if not coeffs or not vectors:
        raise ValueError("a combination has at least one vector, and a coefficient for each")
    first = scale(coeffs[0], vectors[0])
    if len(coeffs) == len(vectors) == 1:
        return first
    return add(first, linear_combination(coeffs[1:], vectors[1:]))


def in_span_2d(u, v, w, tol=1e-9):
    for p in (u, v, w):
        if len(p) != 2:
            raise ValueError(f"{p} does not lie in the plane")
    if not any(v):
        return not any(w) or (any(u) and along(u, w, tol))
    if not any(u):
        return in_span_2d(v, u, w, tol)
    return not along(u, v, tol) or along(u, w, tol)


def along(p, q, tol):
    """Whether q lies on the line through p. The zero vector lies on every line."""
    if not any(q):
        return True
    (a, b), (c, d) = ([x / max(abs(y) for y in r) for x in r] for r in (p, q))
    return -tol <= a * d - b * c <= tol
