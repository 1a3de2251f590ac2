"""The determinant is compared with a fixed tolerance, so short vectors are taken for parallel ones.

The determinant of two vectors shrinks with both of them: measured in kilometres instead of metres it is
a million times smaller, although the angle between the arrows has not changed.

Ask yourself: what is the determinant of (1e-6, 0) and (0, 1e-6), and what is the angle between them?
"""


def parallel(p, q, tol):
    return abs(p[0] * q[1] - p[1] * q[0]) <= tol
