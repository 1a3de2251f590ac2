"""Some diagonal entries of your R are negative. The factors are right, but they are not the ones that
were asked for.

A reflection that avoids cancelling turns a positive entry into a negative one. Q and R are only fixed up
to such signs, so a convention is needed before two results can be compared.

Ask yourself: if a row of R changes its sign, what must change in Q so that the product stays?
"""


def qr_householder(A):
    R = tall(A)
    m, n = R.shape
    mirrors = []
    for k in range(n):
        mirrors.append(mirror(R[k:, k]))
        R[k:] = reflected(mirrors[k], R[k:])
    Q = np.eye(m, n)
    for k in reversed(range(n)):
        Q[k:] = reflected(mirrors[k], Q[k:])
    return Q, np.triu(R[:n])
