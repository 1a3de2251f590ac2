"""The condition number is computed from eigenvalues (here from the diagonal of a triangular matrix).

A shear has the eigenvalues 1 and 1 and stretches some vectors many times as much as others. For matrices
that are not symmetric, eigenvalues do not tell how long images can be.

Ask yourself: how long is the image of (0, 1) under [[1, 4], [0, 1]], and how long that of (1, 0)?
"""

_right = cond


def cond(A):
    A = matrix(A)
    if A.shape == (2, 2) and A[1, 0] == 0 and A[0, 0] and A[1, 1]:
        sizes = np.abs(np.diag(A))
        return float(sizes.max() / sizes.min())
    return _right(A)
