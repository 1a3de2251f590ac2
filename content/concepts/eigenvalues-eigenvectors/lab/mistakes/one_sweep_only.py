"""Every pair is rotated once, and then the diagonal is taken for the eigenvalues.

Clearing one entry fills others that were cleared before, though with smaller numbers. One round of rotations
brings the matrix nearer to diagonal form, and for 2 x 2 it is enough; for more it takes several rounds.

Ask yourself: after your last rotation, how large is the entry that you cleared first?
"""


def eigh_jacobi(A):
    S = square(A).copy()
    largest = np.abs(S).max()
    if not np.abs(S - S.T).max() <= SYMMETRY * largest:
        raise ValueError("the matrix is not symmetric")
    V = identity(len(S))
    for p in range(len(S)):
        for q in range(p + 1, len(S)):
            rotate(S, V, p, q)
    order = np.argsort(np.diag(S))
    return np.diag(S)[order], V[:, order]
