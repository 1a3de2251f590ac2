"""`matvec` weighs the rows of A.

That is the transpose of A at work. For a square matrix the shape is right and the numbers are another
map's; otherwise the lengths do not fit.

Ask yourself: where does your function send (1, 0), and which part of A should that be?
"""


def matvec(A, x):
    A, x = np.asarray(A), np.asarray(x)
    if A.ndim != 2 or x.ndim != 1 or A.shape[0] != x.shape[0]:
        raise ValueError("shapes do not fit")
    return (A * x[:, None]).sum(axis=0)
