"""The reflections are applied to the identity in the order in which they were found. That builds the
product the wrong way round, the transpose of what is needed.

Each reflection undoes itself. To get from the triangle back to A they must be undone like any chain of
steps: the last one first.

Ask yourself: you put on socks, then shoes. In which order do you take them off?
"""


def qr_householder(A):
    R = tall(A)
    m, n = R.shape
    mirrors = []
    for k in range(n):
        mirrors.append(mirror(R[k:, k]))
        R[k:] = reflected(mirrors[k], R[k:])
    signs = np.where(np.diag(R) < 0, -1.0, 1.0)
    Q = np.zeros((m, n))
    Q[:n] = np.diag(signs)
    for k in range(n):
        Q[k:] = reflected(mirrors[k], Q[k:])
    return Q, np.triu(signs[:, None] * R[:n])
