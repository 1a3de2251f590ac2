"""Every singular value that is not exactly zero is counted, and exact zeros hardly ever occur.

After rounding, the third singular value of a matrix of rank two is 1e-16 or so. Numerically every matrix
would have full rank.

Ask yourself: which bound separates 1e-16 from 1, and should it be the same for a million times A?
"""


def matrix_rank(A, tol=None):
    _, s, _ = svd(A)
    return int((s > (0 if tol is None else tol)).sum())
