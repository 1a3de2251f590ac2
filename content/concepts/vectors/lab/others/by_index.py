"""Loops over indices that fill a list; the span is decided by turning every vector into its direction."""


def add(u, v):
    n = len(u)
    if len(v) != n:
        raise ValueError(f"lengths {n} and {len(v)} differ")
    total = []
    for i in range(n):
        total.append(u[i] + v[i])
    return total


def scale(c, v):
    result = list(v)
    for i in range(len(result)):
        result[i] = c * result[i]
    return result


def linear_combination(coeffs, vectors):
    if len(vectors) == 0 or len(coeffs) != len(vectors):
        raise ValueError(f"{len(coeffs)} coefficients for {len(vectors)} vectors")
    n = len(vectors[0])
    total = [0] * n
    for j in range(len(vectors)):
        if len(vectors[j]) != n:
            raise ValueError(f"vector {j} has {len(vectors[j])} entries, vector 0 has {n}")
        for i in range(n):
            total[i] = total[i] + coeffs[j] * vectors[j][i]
    return total


def in_span_2d(u, v, w, tol=1e-9):
    directions = []
    for vector in (u, v, w):
        if len(vector) != 2:
            raise ValueError("vectors of the plane have two entries")
        size = max(abs(vector[0]), abs(vector[1]))
        directions.append(None if size == 0 else (vector[0] / size, vector[1] / size))
    du, dv, dw = directions
    if dw is None:
        return True  # all weights 0
    if du is not None and dv is not None and abs(du[0] * dv[1] - du[1] * dv[0]) > tol:
        return True
    line = du if du is not None else dv
    if line is None:
        return False
    return abs(line[0] * dw[1] - line[1] * dw[0]) <= tol
