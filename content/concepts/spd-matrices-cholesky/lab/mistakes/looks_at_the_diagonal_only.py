"""A matrix counts as positive definite here as soon as its diagonal, or all its entries, are positive.

That is necessary and not enough. With large entries beside the diagonal a pivot becomes negative on the
way, and the root of a negative number is `nan`.

Ask yourself: what is x^T A x for A = [[1, 2], [2, 1]] and x = (1, -1)?
"""


def cholesky(A):
    A = np.asarray(A)
    if A.shape != (len(A), len(A)):
        raise ValueError("a square matrix is needed")
    if not (np.diag(A) > 0).all():
        raise LinAlgError("not positive definite")
    L = np.zeros(A.shape)
    with np.errstate(all="ignore"):
        for j in range(len(A)):
            L[j, j] = np.sqrt(A[j, j] - L[j, :j] @ L[j, :j])
            L[j + 1 :, j] = (A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]) / L[j, j]
    return L
