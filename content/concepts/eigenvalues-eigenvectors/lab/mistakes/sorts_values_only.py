"""The eigenvalues are sorted and the eigenvectors are not: each vector now stands under a number that may
belong to another.

Sorting one of two lists that belong together tears them apart. Every number and every vector is right, and
the pairs are wrong.

Ask yourself: for diag(3, 1, 2), which vector is your first column, and which number your first value?
"""


def eigh_jacobi(A):
    S = square(A).copy()
    largest = np.abs(S).max()
    if not np.abs(S - S.T).max() <= SYMMETRY * largest:
        raise ValueError("the matrix is not symmetric")
    V = identity(len(S))
    for _ in range(30):
        for p in range(len(S)):
            for q in range(p + 1, len(S)):
                if abs(S[p, q]) > EPS * largest:
                    rotate(S, V, p, q)
    return np.sort(np.diag(S)), V
