"""Matrices with equal diagonal entries are left as they are: your rotation there is the identity.

The sign of tau is taken with a function that answers 0 for 0. Then t is 0, no rotation happens, the entry
stays where it is, and a loop that waits for it to vanish would wait for ever.

Ask yourself: what does numpy.sign(0.0) give, and which t should belong to tau = 0?
"""


def jacobi_rotation(a, b, d):
    if b == 0:
        return 1.0, 0.0
    tau = (d - a) / (2 * b)
    t = float(np.sign(tau)) / (abs(tau) + hypot(1, tau))
    c = 1 / hypot(1, t)
    return c, t * c


def eigh_jacobi(A):
    S = square(A).copy()
    largest = np.abs(S).max()
    if not np.abs(S - S.T).max() <= SYMMETRY * largest:
        raise ValueError("the matrix is not symmetric")
    V = identity(len(S))
    for _ in range(30):
        for p in range(len(S)):
            for q in range(p + 1, len(S)):
                c, s = jacobi_rotation(float(S[p, p]), float(S[p, q]), float(S[q, q]))
                R = np.array([[c, s], [-s, c]])
                S[:, [p, q]] = S[:, [p, q]] @ R
                S[[p, q], :] = R.T @ S[[p, q], :]
                V[:, [p, q]] = V[:, [p, q]] @ R
    order = np.argsort(np.diag(S))
    return np.diag(S)[order], V[:, order]
