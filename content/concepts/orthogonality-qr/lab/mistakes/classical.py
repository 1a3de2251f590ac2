"""The coefficients are dot products with the *original* column. That is classical Gram-Schmidt: right on
paper, and on nearly dependent columns it returns vectors that are not at right angles at all.

On paper the original column and what is left of it have the same dot product with the next direction. In
floats the rounding errors of the first subtraction are part of what is left, and only a coefficient that
is computed from what is left takes them out again.

Ask yourself: at the moment when you compute the second coefficient of a column, which vector do you
subtract from, and with which vector do you multiply?
"""


def qr_mgs(A):
    A = tall(A)
    n = A.shape[1]
    Q, R = np.zeros(A.shape), np.zeros((n, n))
    for j in range(n):
        R[:j, j] = Q[:, :j].T @ A[:, j]
        rest = A[:, j] - Q[:, :j] @ R[:j, j]
        R[j, j] = norm(rest)
        refuse_dependent(R[j, j], norm(A[:, j]), j)
        Q[:, j] = rest / R[j, j]
    return Q, R
