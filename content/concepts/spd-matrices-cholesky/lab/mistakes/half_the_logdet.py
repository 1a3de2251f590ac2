"""This is the log-determinant of L, half of what was asked for.

A is the product of two factors with the same determinant. In a Gaussian density the missing half makes every
likelihood wrong by the same amount, which a comparison of models with different covariances will not forgive.

Ask yourself: what is det(L L^T), if det(L) = 4?
"""


def logdet(L):
    return float(np.log(np.diag(L)).sum())
