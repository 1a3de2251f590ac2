"""Plain loops; for p = 2 entries are scaled by a power of two, which rounds nothing."""

from math import frexp, inf, ldexp, sqrt


def dot(u, v):
    if len(u) != len(v):
        raise ValueError("the vectors differ in length")
    total = 0.0
    for i in range(len(u)):
        total += u[i] * v[i]
    return total


def norm(v, p=2):
    if p < 1:
        raise ValueError("p must be 1 or more")
    largest = 0.0
    for x in v:
        if abs(x) > largest:
            largest = float(abs(x))
    if largest == 0.0:
        return 0.0
    if p == inf:
        return largest
    exponent, total = frexp(largest)[1], 0.0
    for x in v:
        if p == 2:
            total += ldexp(x, -exponent) ** 2
        else:
            total += (abs(x) / largest) ** p
    return ldexp(sqrt(total), exponent) if p == 2 else largest * total ** (1 / p)


def cosine(u, v):
    a, b = norm(u), norm(v)
    if not a or not b:
        raise ValueError("a zero vector has no angle")
    total = 0.0
    for i in range(len(u)):
        total += (u[i] / a) * (v[i] / b)
    if total > 1:
        return 1.0
    return -1.0 if total < -1 else total


def project(u, v):
    a = norm(v)
    if not a:
        raise ValueError("cannot project on a zero vector")
    t = 0.0
    for i in range(len(u)):
        t += u[i] * (v[i] / a)
    result = []
    for x in v:
        result.append(t * (x / a))
    return result
