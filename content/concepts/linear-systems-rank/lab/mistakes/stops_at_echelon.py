"""Your R is in echelon form, with leading ones, but not reduced: above these ones there are still other
numbers.

In the reduced form each pivot column holds a single 1 and nothing else. Only then does every row say at
once what its pivot variable is, and only then is the form unique.

Ask yourself: from which rows do you subtract the pivot row, and which rows are left out?
"""


def rref(A, tol=1e-10):
    R = np.array(A, dtype=float)
    smallest = tol * np.max(np.abs(R), axis=0)
    pivots = []
    for j in range(R.shape[1]):
        row = len(pivots)
        if row == len(R):
            break
        r = row + np.argmax(np.abs(R[row:, j]))
        if abs(R[r, j]) <= smallest[j]:
            R[row:, j] = 0
            continue
        R[[row, r]] = R[[r, row]]
        R[row] /= R[row, j]
        R[row + 1 :] -= outer(R[row + 1 :, j].copy(), R[row])
        pivots.append(j)
    return R, pivots
