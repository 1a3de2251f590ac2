"""This is the condition number of A^T A, the square of the one of A.

It is what you get by taking eigenvalues of A^T A and not their roots. Solving with A^T A instead of A is
indeed that much worse, which is why the two should not be confused.

Ask yourself: what is the condition number of diag(1, 8), and what that of its square?
"""


def cond(A):
    _, s, _ = svd(A)
    return float(s[0] / s[-1]) ** 2 if s[-1] else inf
