"""The entries above the diagonal are read, where those below are meant.

For a matrix that is written out in full the two are the same. But symmetric matrices are often stored by
half, and what stands in the other half is then left over from something else.

Ask yourself: in your formula for L[i, j] with i > j, which of A[i, j] and A[j, i] do you read?
"""

_right = cholesky


def cholesky(A):
    return _right(np.asarray(A).T)
