"""The singular values come in the order in which the columns happen to stand, not in descending order.

The decomposition is right, and the convention is not kept. Everything that takes "the first k" relies on the
order: low rank, principal components, s[0] as the norm.

Ask yourself: what is s[0] for diag(1, 3, 2), and what should it be?
"""

_right = svd


def svd(A):
    U, s, Vt = _right(A)
    weights = np.abs(Vt) @ np.arange(len(Vt.T))
    order = np.argsort(weights, kind="stable")
    return U[:, order], s[order], Vt[order]


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
