"""You take the eigenvalues of A^T A and their square roots. That halves the digits.

Rounding in A^T A is about 1e-16 of its largest entry, and a root turns 1e-16 into 1e-8. Singular values below
a hundred-millionth of the largest one are noise; the eigenvalue may even come out negative.

Ask yourself: how large is (1e-10)^2 beside 1, and how many digits does a float have?
"""

from mylib.linalg.eigen import eigh_jacobi


def svd(A):
    A = matrix(A)
    if len(A) < len(A.T):
        V, s, Ut = svd(A.T)
        return Ut.T, s, V.T
    size = np.abs(A).max() or 1.0
    w, V = eigh_jacobi((A / size).T @ (A / size))
    s, V = np.sqrt(np.maximum(w[::-1], 0)), V[:, ::-1]
    W = (A / size) @ V
    U, _ = qr_householder(W / np.where(s > 1e-7 * s[0], s, inf))
    return U, size * s, V.T
