"""Both factors are multiplied by the singular values, so that the product holds their squares.

The values may go to the left, to the right, or half to each side. Together they must occur once.

Ask yourself: with A = [[3]], what are your two factors, and what is their product?
"""


def truncate(A, k):
    U, s, Vt = svd(A)
    if not 1 <= k <= len(s):
        raise ValueError("no such rank")
    return U[:, :k] * s[:k], s[:k, None] * Vt[:k]
