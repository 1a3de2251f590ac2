"""Only pivots that are zero or negative are refused. A singular matrix seldom leaves an exact zero.

After some subtractions, a pivot that should be 0 is something like 3e-16, and often enough with a plus.
Its root is small and positive, and the entries divided by it are large and meaningless.

Ask yourself: what does Python give for 1 - 0.1 * 10, and what if 0.1 is subtracted from 1 ten times?
"""


def cholesky(A):
    A = np.asarray(A)
    if A.shape != (len(A), len(A)):
        raise ValueError("a square matrix is needed")
    L = np.zeros(A.shape)
    for j in range(len(A)):
        pivot = A[j, j] - L[j, :j] @ L[j, :j]
        if not pivot > 0:
            raise LinAlgError("not positive definite")
        L[j, j] = sqrt(pivot)
        L[j + 1 :, j] = (A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]) / L[j, j]
    return L
