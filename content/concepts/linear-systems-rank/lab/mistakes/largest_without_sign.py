"""The pivot is the largest entry of its column, not the largest in absolute value. An entry of -4 loses
against a 1, and then the multiple that belongs to it is -4.

What makes a pivot good is that the other entries, divided by it, are at most 1 in size. The sign has
nothing to do with that.

Ask yourself: of the column (1, -4, 2), which entry would you divide by, and how large are the three
quotients?
"""


def lu(A):
    U = square(A)
    n = len(U)
    p, L = np.arange(n), identity(n)
    for k in range(n):
        r = k + np.argmax(U[k:, k])
        U[[k, r]] = U[[r, k]]
        p[[k, r]] = p[[r, k]]
        L[[k, r], :k] = L[[r, k], :k]
        if U[k, k] == 0:
            continue
        L[k + 1 :, k] = U[k + 1 :, k] / U[k, k]
        U[k + 1 :, k] = 0
        U[k + 1 :, k + 1 :] -= outer(L[k + 1 :, k], U[k, k + 1 :])
    return p, L, U
