"""Your elimination always divides by the entry that happens to stand in the corner. If that is 0 it
stops with a division by zero, and if it is merely tiny, the multiples become huge and wipe out the rest
of the rows.

For the matrix with rows (1e-20, 1) and (1, 1) the multiple is 1e20. In the second row 1 - 1e20 is
rounded to -1e20, and the 1 that made the difference is gone: a system with the answer (1, 1) comes out
as (0, 1).

Ask yourself: which of the entries below the diagonal, the corner included, would make all multiples at
most 1 in absolute value?
"""


def lu(A):
    U = square(A)
    n = len(U)
    L = identity(n)
    for k in range(n):
        if U[k, k] == 0:
            continue
        L[k + 1 :, k] = U[k + 1 :, k] / U[k, k]
        U[k + 1 :, k] = 0
        U[k + 1 :, k + 1 :] -= outer(L[k + 1 :, k], U[k, k + 1 :])
    return np.arange(n), L, U
