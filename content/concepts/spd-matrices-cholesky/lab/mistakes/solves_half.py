"""Only the first of the two triangular systems is solved: what you return is y with L y = b.

y is the half-way house, L^T x. It is useful for itself, since its squared length is b . x, but it is not x.

Ask yourself: if you put your answer into L L^T x, which factor has not been undone?
"""


def cho_solve(L, b):
    L, x = np.asarray(L), np.array(b, dtype=float)
    if x.ndim not in (1, 2) or len(x) != len(L):
        raise ValueError("sizes differ")
    for i in range(len(L)):
        x[i] = (x[i] - L[i, :i] @ x[:i]) / L[i, i]
    return x
