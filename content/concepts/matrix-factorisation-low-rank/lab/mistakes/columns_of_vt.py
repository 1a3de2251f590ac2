"""The first k columns of V^T are taken for the right singular vectors, which are its rows.

For a square matrix the shapes fit, and the product has rank k. It is not near A.

Ask yourself: `svd` returns V^T. Does its first row or its first column belong to the largest singular value?
"""


def truncate(A, k):
    U, s, Vt = svd(A)
    if not 1 <= k <= len(s):
        raise ValueError("no such rank")
    R = np.zeros((k, len(Vt.T)))
    R[:, : len(Vt)] = Vt[:, :k].T
    return U[:, :k] * s[:k], R
