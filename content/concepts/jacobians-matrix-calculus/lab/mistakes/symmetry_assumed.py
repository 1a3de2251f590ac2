"""The gradient of the quadratic form is right for symmetric matrices only.

Each x_j occurs in x^T A x twice, once through a row of A and once through a column. Counting the row
twice makes no difference exactly if rows and columns agree.

Ask yourself: in x_1 (a x_1 + b x_2) + x_2 (c x_1 + d x_2), which entries of A does the derivative by x_1
contain?
"""


def quadratic_grad(A, x):
    return 2 * matvec(np.asarray(A, dtype=float), x)
