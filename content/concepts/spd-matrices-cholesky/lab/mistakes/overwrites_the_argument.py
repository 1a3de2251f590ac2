"""The factor is right, and it was written over the matrix that was passed in.

Whoever called needs the matrix again: to multiply, to check the residual, to add another term. After this
call it holds the factor.

Ask yourself: which of your lines makes a new array? Does `np.asarray(A)` make one?
"""

_right = cholesky


def cholesky(A):
    L = _right(A)
    if isinstance(A, np.ndarray) and A.dtype == float:
        A[:] = L
    return L
