"""Lists of numbers."""


def add(u, v):
    """Entry by entry; both of length n. Raises ValueError if not."""
    same_length([u, v])
    return [x + y for x, y in zip(u, v, strict=True)]


def scale(c, v):
    """Length stays. Raises nothing."""
    return [c * x for x in v]


def linear_combination(coeffs, vectors):
    """k numbers, k vectors of length n, one of length n. Raises ValueError if they do not fit or k is 0."""
    same_length([coeffs, vectors])
    if not len(vectors):
        raise ValueError("no vectors")
    same_length(vectors)
    return [sum(c * v[i] for c, v in zip(coeffs, vectors, strict=True)) for i in range(len(vectors[0]))]


def in_span_2d(u, v, w, tol=1e-9):
    """Three vectors of length 2. Raises ValueError on others."""
    same_length([u, v, w, (0, 0)])
    units = [unit for unit in map(_unit, (u, v)) if unit]
    if not units:
        return not any(w)
    if len(units) == 2 and abs(_cross(*units)) > tol:
        return True
    target = _unit(w)
    return target is None or abs(_cross(units[0], target)) <= tol


def same_length(vectors):
    """Vectors of one length, or ValueError raised."""
    if len({len(v) for v in vectors}) > 1:
        raise ValueError(f"lengths {[len(v) for v in vectors]}")


def _unit(v):
    size = max(abs(x) for x in v)
    return [x / size for x in v] if size else None


def _cross(u, v):
    return u[0] * v[1] - u[1] * v[0]
