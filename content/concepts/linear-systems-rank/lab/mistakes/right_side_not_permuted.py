"""The rows of A were put in another order, the entries of b were not. As long as no row is swapped
nobody notices; after a swap each equation has got the right-hand side of another one.

L and U are the factors of A with its rows in the order p, so they belong to a system whose right-hand
sides stand in that order as well.

Ask yourself: for the equations y = 3 and x = 4, which right-hand side belongs to the row that ends on
top?
"""


def solve(A, b):
    _, L, U = lu(A)
    b = np.asarray(b, dtype=float)
    n = len(U)
    if b.ndim not in (1, 2) or len(b) != n:
        raise ValueError("the right-hand sides do not fit")
    refuse_singular(U, np.max(np.abs(A), axis=0))
    x = b.copy()
    for i in range(n):
        x[i] -= L[i, :i] @ x[:i]
    for i in reversed(range(n)):
        x[i] = (x[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x
