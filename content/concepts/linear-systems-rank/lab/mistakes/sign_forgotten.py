"""The determinant is the plain product of the pivots. After an odd number of swaps it has the wrong
sign.

The pivots belong to A with its rows in another order, and each exchange of two rows turns the
determinant into its negative.

Ask yourself: the matrix with rows (0, 1) and (1, 0) mirrors the plane in the diagonal. Which sign has
its area factor, and what are its pivots?
"""


def det(A):
    return float(np.prod(np.diag(lu(A)[2])))
