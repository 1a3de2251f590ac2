"""You look for the pivot of column j in row j. As soon as one column has no pivot, the rows and columns
are out of step, and the pivots that follow are missed.

A step down is taken only after a pivot was found; a step to the right always. The staircase may have
treads that are several columns wide.

Ask yourself: in the matrix with rows (1, 2, 3) and (2, 4, 8), in which row and in which column stands
the second pivot?
"""


def rref(A, tol=1e-10):
    R = np.array(A, dtype=float)
    smallest = tol * np.max(np.abs(R), axis=0)
    pivots = []
    for j in range(min(R.shape)):
        r = j + np.argmax(np.abs(R[j:, j]))
        if abs(R[r, j]) <= smallest[j]:
            R[j:, j] = 0
            continue
        R[[j, r]] = R[[r, j]]
        R[j] /= R[j, j]
        factors = R[:, j].copy()
        factors[j] = 0
        R -= outer(factors, R[j])
        pivots.append(j)
    return R, pivots
