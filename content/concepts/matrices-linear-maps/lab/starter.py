"""Matrix products from elementwise arithmetic and broadcasting, and the cheapest order of a chain of them."""

import numpy as np


def matmul(A, B):
    """The matrix product: entry (i, j) is the sum over k of A[i, k] * B[k, j].

    A: (..., m, n). B: (..., n, p). Returns (..., m, p); leading axes are broadcast.
    The type of the entries is that of A * B.
    Raises ValueError if the shapes do not fit, or if one has fewer than two axes.

    >>> matmul(np.array([[1, 2], [0, 3]]), np.array([[4, 1], [5, -1]]))
    array([[14, -1],
           [15, -3]])
    """
    raise NotImplementedError("task 1")


def matvec(A, x):
    """The combination of A's columns with weights x. A: (m, n), x: (n,). Returns (m,).

    Raises ValueError if the shapes do not fit.

    >>> matvec(np.array([[1, 2], [0, 3]]), np.array([4, 5]))
    array([14, 15])
    """
    raise NotImplementedError("task 2")


def transpose(A):
    """(..., m, n) -> (..., n, m), a new array: the last two axes change places, the others stay."""
    raise NotImplementedError("task 2")


def identity(n):
    """The n x n matrix that moves nothing, as floats."""
    raise NotImplementedError("task 2")


def outer(u, v):
    """u: (m,), v: (n,). Returns (m, n) with entries u[i] * v[j]. Raises ValueError unless both are vectors.

    >>> outer(np.array([1, 2]), np.array([3, 4, 5]))
    array([[ 3,  4,  5],
           [ 6,  8, 10]])
    """
    raise NotImplementedError("task 2")


def chain_order(dims):
    """The cheapest way to multiply a chain A1 A2 ... Ak, where Ai has shape (dims[i - 1], dims[i]).

    Returns (number of scalar multiplications, parenthesisation).
    A product of (p x q) and (q x r) costs p q r.
    Raises ValueError for fewer than two sizes.

    >>> chain_order([10, 100, 5, 50])
    (7500, '((A1 A2) A3)')
    """
    raise NotImplementedError("task 3")
