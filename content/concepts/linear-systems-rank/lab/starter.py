"""Linear systems by elimination with partial pivoting: factors, solutions, determinant, rank, null space."""

import numpy as np
from mylib.linalg.matrix import identity, outer  # yours

EPS = 2.0**-52  # the distance from 1 to the next float64


class LinAlgError(ValueError):
    """The matrix does not allow what was asked: there is no unique solution, or no inverse."""


def lu(A):
    """(p, L, U) with A[p] = L @ U, by elimination with partial pivoting. A: (n, n).

    p: (n,) int. L: (n, n), ones on the diagonal, zeros above, |L_ij| <= 1. U: (n, n), zeros below.
    Raises ValueError if A is not a square matrix.

    >>> lu([[1, 1, 1], [4, 2, 2], [2, 0, 3]])[0]
    array([1, 2, 0])
    """
    raise NotImplementedError("task 1")


def solve(A, b):
    """The x with A x = b. A: (n, n), b: (n,) or (n, k); x has the shape of b.

    Raises LinAlgError if |U_kk| <= 10 n EPS max_i |A_ik| for some k, ValueError if the shapes do not fit.

    >>> solve([[1, 1], [1, 3]], [3, 7])
    array([1., 2.])
    """
    raise NotImplementedError("task 2")


def det(A):
    """The determinant: the product of the pivots U_kk, times 1 or -1 for an even or odd p. A: (n, n).

    >>> det([[0, 2], [3, 1]])
    -6.0
    """
    raise NotImplementedError("task 3")


def inv(A):
    """The X with A X = I. A: (n, n). Raises LinAlgError where `solve` does.

    >>> inv([[1, 1], [1, 3]])
    array([[ 1.5, -0.5],
           [-0.5,  0.5]])
    """
    raise NotImplementedError("task 3")


def rref(A, tol=1e-10):
    """(R, pivots): the reduced row echelon form (m, n) and the list of its pivot columns. A: (m, n).

    An entry counts as zero if its absolute value is at most tol times the largest one in its column of A.

    >>> rref([[1, 2, 3], [2, 4, 8]])
    (array([[1., 2., 0.],
           [0., 0., 1.]]), [0, 2])
    """
    raise NotImplementedError("task 4")


def null_space(A, tol=1e-10):
    """A basis of {x : A x = 0}, one vector a column: (n, n - rank), with the rank of rref(A, tol).

    >>> null_space([[1, 2]]).shape
    (2, 1)
    """
    raise NotImplementedError("task 4")
