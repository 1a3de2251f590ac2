"""A negative pivot is made positive before the root is taken, so that every matrix gets a factor.

The factor of what? Its product with its transpose is always positive definite, so for an indefinite matrix it
cannot be A. The negative pivot was the message.

Ask yourself: for A = [[1, 2], [2, 1]], what is L L^T with your L?
"""


def cholesky(A):
    A = np.asarray(A)
    if A.shape != (len(A), len(A)):
        raise ValueError("a square matrix is needed")
    L = np.zeros(A.shape)
    for j in range(len(A)):
        pivot = abs(A[j, j] - L[j, :j] @ L[j, :j])
        if not pivot > TINY * abs(A[j, j]):
            raise LinAlgError("not positive definite")
        L[j, j] = sqrt(pivot)
        L[j + 1 :, j] = (A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]) / L[j, j]
    return L
