"""The last k terms are kept, those with the smallest singular values.

They are what should be left out: your product is the worst of its kind, and the error is made of the largest
singular values.

Ask yourself: in which order do the singular values come out of `svd`?
"""


def truncate(A, k):
    U, s, Vt = svd(A)
    if not 1 <= k <= len(s):
        raise ValueError("no such rank")
    return U[:, -k:] * s[-k:], Vt[-k:]
