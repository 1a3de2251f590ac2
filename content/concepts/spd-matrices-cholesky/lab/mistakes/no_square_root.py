"""The root of the pivot was not taken: this is elimination with ones on the diagonal, the L of A = L U.

Cholesky shares every pivot fairly between the two factors. If one of them takes all of it, the other is
no longer its transpose.

Ask yourself: what is the first diagonal entry of L L^T for your L, and what should it be?
"""

_right = cholesky


def cholesky(A):
    L = _right(A)
    return L / np.diag(L)
