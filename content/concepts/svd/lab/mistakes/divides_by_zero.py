"""Every column is divided by its length, and for matrices of lower rank some of these lengths are zero.

0/0 is `nan`. A column of U that belongs to a zero singular value cannot be computed from A: the product does
not need it, but it has to be there, at a right angle to the others.

Ask yourself: for A = [[3, 0], [4, 0]], which unit vectors could be the second column of U?
"""

_right = svd


def svd(A):
    A = matrix(A)
    if len(A) < len(A.T):
        V, s, Ut = svd(A.T)
        return Ut.T, s, V.T
    _, s, Vt = _right(A)
    with np.errstate(all="ignore"):
        return A @ Vt.T / s, s, Vt
