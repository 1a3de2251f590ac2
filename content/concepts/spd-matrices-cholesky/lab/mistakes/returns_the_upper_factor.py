"""You return the transpose: the upper triangular factor, for which the product in the other order gives A.

Both conventions are in use, which is why functions that take a factor ask which one it is. What was asked for
here is lower triangular.

Ask yourself: is L[0, 1] zero in what you return? And which of L L^T and L^T L is A?
"""

_right = cholesky


def cholesky(A):
    return _right(A).T
