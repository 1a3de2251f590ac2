"""From each column only the direction just before it is taken out. The third column keeps its share of
the first direction.

That the first and the second direction are perpendicular does not help the third column: it may lean on
both.

Ask yourself: with five columns, how many coefficients has the last column of R?
"""


def qr_mgs(A):
    Q = tall(A)
    n = Q.shape[1]
    lengths = [norm(column) for column in Q.T]
    R = np.zeros((n, n))
    for j in range(n):
        R[j, j] = norm(Q[:, j])
        refuse_dependent(R[j, j], lengths[j], j)
        Q[:, j] /= R[j, j]
        if j + 1 < n:
            R[j, j + 1] = Q[:, j] @ Q[:, j + 1]
            Q[:, j + 1] -= R[j, j + 1] * Q[:, j]
    return Q, R
