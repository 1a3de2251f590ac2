"""`rref` takes any number that is not exactly 0 for a pivot. For matrices of decimals it finds a rank
that is too high, since what should vanish leaves a crumb of size 1e-17, and a crumb divided by itself is
a perfect 1.

Rounding errors are not rare accidents here: 0.1 has no exact binary form, so nearly every product of
decimals is rounded.

Ask yourself: what is left of the row (0.1, 0.3) after a third of the row (0.3, 0.9) has been taken away,
on paper and in Python?
"""


def rref(A, tol=1e-10):
    R = np.array(A, dtype=float)
    pivots = []
    for j in range(R.shape[1]):
        row = len(pivots)
        if row == len(R):
            break
        r = row + np.argmax(np.abs(R[row:, j]))
        if R[r, j] == 0:
            continue
        R[[row, r]] = R[[r, row]]
        R[row] /= R[row, j]
        factors = R[:, j].copy()
        factors[row] = 0
        R -= outer(factors, R[row])
        pivots.append(j)
    return R, pivots
