"""Q comes out square, m x m, and R with rows of zeros at the bottom. The last m - n columns of that Q
have nothing to do with A: they only complete the basis.

The thin factors hold the same information in less space, and their Q is an orthonormal basis of exactly
the space that the columns of A span.

Ask yourself: which columns of Q are multiplied by the rows of zeros, and what do they contribute to the
product?
"""


def qr_householder(A):
    R = tall(A)
    m, n = R.shape
    mirrors = []
    for k in range(n):
        mirrors.append(mirror(R[k:, k]))
        R[k:] = reflected(mirrors[k], R[k:])
    signs = np.ones(m)
    signs[:n] = np.where(np.diag(R) < 0, -1.0, 1.0)
    Q = np.diag(signs)
    for k in reversed(range(n)):
        Q[k:] = reflected(mirrors[k], Q[k:])
    return Q, np.triu(signs[:, None] * R)
