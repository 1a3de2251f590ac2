"""When two rows change places, the multiples that were already written into L stay where they were. From
the second swap on they stand beside the wrong rows, and `L @ U` is no longer `A[p]`.

A multiple belongs to the row from which it was used, wherever that row goes. The first swap hides the
error, since L holds no multiples yet; with 2 x 2 matrices it cannot be seen at all.

Ask yourself: you exchange two rows of U and two entries of p. Which numbers in L describe what has been
done to these two rows so far?
"""


def lu(A):
    U = square(A)
    n = len(U)
    p, L = np.arange(n), identity(n)
    for k in range(n):
        r = k + np.argmax(np.abs(U[k:, k]))
        U[[k, r]] = U[[r, k]]
        p[[k, r]] = p[[r, k]]
        if U[k, k] == 0:
            continue
        L[k + 1 :, k] = U[k + 1 :, k] / U[k, k]
        U[k + 1 :, k] = 0
        U[k + 1 :, k + 1 :] -= outer(L[k + 1 :, k], U[k, k + 1 :])
    return p, L, U
