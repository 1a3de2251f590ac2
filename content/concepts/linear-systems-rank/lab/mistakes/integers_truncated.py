"""With whole numbers on the right-hand side your solution consists of whole numbers, too: every fraction
is cut off at the moment it is stored.

An array of integers keeps its type. Writing 0.4 into it stores 0, without a word.

Ask yourself: of which type is the array into which you write the entries of x, and who decided that?
"""


def solve(A, b):
    p, L, U = lu(A)
    b = np.asarray(b)
    n = len(U)
    if b.ndim not in (1, 2) or len(b) != n:
        raise ValueError("the right-hand sides do not fit")
    refuse_singular(U, np.max(np.abs(A), axis=0))
    x = b[p]
    for i in range(n):
        x[i] = x[i] - L[i, :i] @ x[:i]
    for i in reversed(range(n)):
        x[i] = (x[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x
