"""Columns of U that belong to singular value zero are left as zero columns.

The product U diag(s) Vt is right, and U is not orthonormal: a zero vector has not the length 1. Whoever uses
U as a basis, or U^T U = I, is misled.

Ask yourself: what is on the diagonal of U^T U for a matrix of ones?
"""

_right = svd


def svd(A):
    U, s, Vt = _right(A)
    kept = s > 1e-12 * max(s[0], 1e-300)
    if len(U) < len(Vt.T):
        return U, s, Vt * kept[:, None]
    return U * kept, s, Vt
