"""Both systems are solved with L, so the answer belongs to L L x = b and not to L L^T x = b.

The second system has the transpose: its rows are the columns of L. It is solved from the last row upwards.

Ask yourself: which entry of x is known first when L^T x = y is solved?
"""


def cho_solve(L, b):
    L, x = np.asarray(L), np.array(b, dtype=float)
    if x.ndim not in (1, 2) or len(x) != len(L):
        raise ValueError("sizes differ")
    for _ in range(2):
        for i in range(len(L)):
            x[i] = (x[i] - L[i, :i] @ x[:i]) / L[i, i]
    return x
