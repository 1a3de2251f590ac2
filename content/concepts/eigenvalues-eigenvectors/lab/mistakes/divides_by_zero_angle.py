"""The angle is computed as atan(2b / (d - a)) / 2. Equal diagonal entries make that a division by zero.

Equal diagonal entries are no rare case: [[2, 1], [1, 2]] has them, and so has every correlation matrix. The
rotation they need is a plain one, and the formula for its angle should not need a quotient that is infinite.

Ask yourself: which rotation makes [[2, 1], [1, 2]] diagonal, and what is 2b / (d - a) there?
"""

from math import atan, cos, sin


def jacobi_rotation(a, b, d):
    if b == 0:
        return 1.0, 0.0
    angle = atan(2 * b / (d - a)) / 2
    return cos(angle), sin(angle)
