"""The third result is V, and its transpose was asked for.

For a square matrix the shapes fit either way, and every single vector is right. The product is wrong, unless
V happens to be symmetric.

Ask yourself: are the right singular vectors the rows or the columns of what you return?
"""

_right = svd


def svd(A):
    U, s, Vt = _right(A)
    return U, s, Vt.T
