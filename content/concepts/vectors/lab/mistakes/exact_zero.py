"""Parallel vectors with decimal entries are not recognised: the determinant is compared with exactly
zero.

Decimals such as 0.1 have no exact binary form, so two products that agree on paper can differ in the
seventeenth digit. One such crumb, and a line is taken for the whole plane.

Ask yourself: what does Python print for `0.1 * 0.9 - 0.3 * 0.3`, and what should it be?
"""


def parallel(p, q, tol):
    return p[0] * q[1] - p[1] * q[0] == 0
