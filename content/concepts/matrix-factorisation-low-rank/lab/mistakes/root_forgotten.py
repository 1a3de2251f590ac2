"""The mean of the squares is returned without its root.

Its unit is the square of that of the ratings. An error of half a star comes out as a quarter, one of two
stars as four.

Ask yourself: if every prediction is off by 3, what should the result be?
"""

_right = rmse


def rmse(R, mask, P, Q):
    return _right(R, mask, P, Q) ** 2
