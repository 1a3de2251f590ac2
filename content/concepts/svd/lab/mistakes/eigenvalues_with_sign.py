"""Negative numbers stand among your singular values, as if they were eigenvalues.

A singular value is the length of A v, and a length is not negative. Where A turns a direction round, the
minus belongs to u or to v.

Ask yourself: how long is the image of the unit vector (1, -1) / sqrt(2) under [[1, 2], [2, 1]]?
"""

_right = svd


def svd(A):
    U, s, Vt = _right(A)
    if len(U) != len(Vt.T):
        return U, s, Vt
    signs = np.where((U * Vt.T).sum(axis=0) < 0, -1.0, 1.0)
    return U * signs, s * signs, Vt


def matrix_rank(A, tol=None):
    A = matrix(A)
    _, s, _ = _right(A)
    if tol is None:
        tol = max(A.shape) * EPS * s[0]
    return int((s > tol).sum())


def pinv(A, rcond=1e-12):
    U, s, Vt = _right(A)
    kept = s > rcond * s[0]
    return (Vt[kept].T / s[kept]) @ U[:, kept].T


def cond(A):
    _, s, _ = _right(A)
    return float(s[0] / s[-1]) if s[-1] else inf
