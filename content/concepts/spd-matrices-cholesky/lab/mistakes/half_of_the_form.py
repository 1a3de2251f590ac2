"""Only one triangle of the matrix enters the form, as if it were symmetric, and the other half is guessed.

A matrix that is not symmetric has a quadratic form too: each entry A_ij stands before its own x_i x_j.

Ask yourself: for A = [[1, 2], [0, 3]], how often does x_1 x_2 occur in x^T A x?
"""


def quad_form(A, x):
    A, x = np.asarray(A), np.asarray(x)
    if A.shape != 2 * x.shape:
        raise ValueError("sizes differ")
    lower = np.tril(A)
    return float(x @ (lower + lower.T - np.diag(np.diag(A))) @ x)
