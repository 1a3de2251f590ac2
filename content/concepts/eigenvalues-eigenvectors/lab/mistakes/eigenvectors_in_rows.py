"""The eigenvectors are returned as the rows of V; they should be its columns.

The numbers are the right ones, and V is orthogonal either way, so that nothing looks wrong until a column is
used as an eigenvector.

Ask yourself: in A V = V diag(w), which part of V meets w[0] on the right-hand side?
"""

_right = eigh_jacobi


def eigh_jacobi(A):
    w, V = _right(A)
    return w, V.T
