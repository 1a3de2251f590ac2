"""The singular vectors are multiplied, and the singular values are in neither factor.

Every direction is then stretched by 1. The product has rank k and nothing of the size of A.

Ask yourself: how large is the largest entry of your product if A is multiplied by 1000?
"""


def truncate(A, k):
    U, s, Vt = svd(A)
    if not 1 <= k <= len(s):
        raise ValueError("no such rank")
    return U[:, :k], Vt[:k]
