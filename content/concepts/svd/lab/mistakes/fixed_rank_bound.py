"""The default bound for the rank is a fixed small number, so that the rank depends on the units.

A matrix with entries of 1e-20 may be as regular as any other. Whether a singular value is small can only be
said beside the largest one.

Ask yourself: what is the rank of 1e-20 times the identity?
"""


def matrix_rank(A, tol=None):
    _, s, _ = svd(A)
    return int((s > (1e-12 if tol is None else tol)).sum())
