"""The pivot is compared with a fixed small number, so that a matrix in small units is refused.

Variances of lengths in kilometres are a million million times smaller than those in millimetres. Whether
a matrix is positive definite cannot depend on that.

Ask yourself: which pivots has 1e-14 times the identity, and is it positive definite?
"""


def cholesky(A):
    A = np.asarray(A)
    if A.shape != (len(A), len(A)):
        raise ValueError("a square matrix is needed")
    L = np.zeros(A.shape)
    for j in range(len(A)):
        pivot = A[j, j] - L[j, :j] @ L[j, :j]
        if not pivot > TINY:
            raise LinAlgError("not positive definite")
        L[j, j] = sqrt(pivot)
        L[j + 1 :, j] = (A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]) / L[j, j]
    return L
