"""The sum begins with its first term, so there must be one.

For matrices of shapes (2, 0) and (0, 3) there is none, and the code fails. Such shapes do occur, when a
selection of columns turns out to be empty.

Ask yourself: what is the sum of no numbers, and from what does a sum have to begin so that this case
needs no `if`?
"""

_right_matmul = matmul


def matmul(A, B):
    A, B = np.asarray(A), np.asarray(B)
    if A.ndim >= 2 and A.shape[-1] == 0:
        return A[..., :, 0, None] * B[..., 0, None, :]
    return _right_matmul(A, B)
