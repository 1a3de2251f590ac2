"""Small integers give wrong probabilities: the difference of two `int8` entries is computed in `int8`.

That type ends at 127. The difference -128 - 127 = -255 does not fit and wraps round to 1, so that the
smallest entry of the row is taken for the largest. Nothing is reported.

Ask yourself: of which type is `x - x.max()` when x is an array of int8, and where do you leave that type?
"""


def floats(x):
    return np.asarray(x)
