"""The entries of R went into the basis with their signs unchanged. Then A times your vectors is not
zero.

A row of R reads: pivot variable plus something times the free variable equals 0. To say what the pivot
variable is, that something has to change sides.

Ask yourself: which x solves x + 2y = 0 when y = 1?
"""


def null_space(A, tol=1e-10):
    R, pivots = rref(A, tol)
    n = R.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for k, j in enumerate(free):
        basis[j, k] = 1
        basis[pivots, k] = R[: len(pivots), j]
    return basis
