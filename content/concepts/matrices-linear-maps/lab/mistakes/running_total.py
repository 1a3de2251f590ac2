"""The sum is not begun again for every entry.

The first entry is right, and each later one still holds all the sums before it, so the numbers grow
along the rows.

Ask yourself: for how many entries of the result does your line `total = 0` run?
"""

_right_matmul = matmul


def matmul(A, B):
    C = _right_matmul(A, B)
    return C.reshape(*C.shape[:-2], -1).cumsum(axis=-1).reshape(C.shape)
