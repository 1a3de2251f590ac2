"""The Cholesky factor of a symmetric positive definite matrix, and what it is good for."""

from math import sqrt

import numpy as np
from mylib.linalg.solve import LinAlgError  # yours, a kind of ValueError


def cholesky(A):
    """The lower triangular L with positive diagonal and L L^T = A. A: (n, n). Returns (n, n), floats.

    Column by column: L_jj^2 = A_jj - sum_k<j L_jk^2, then L_ij = (A_ij - sum_k<j L_ik L_jk) / L_jj for i > j.
    Only the diagonal of A and what stands below it is read.
    Raises LinAlgError if a pivot L_jj^2 is not larger than 1e-12 A_jj, ValueError if A is not square.

    >>> cholesky(np.array([[4, 2], [2, 5]]))
    array([[2., 0.],
           [1., 2.]])
    """
    raise NotImplementedError("task 1")


def cho_solve(L, b):
    """The x with L L^T x = b. L: (n, n) lower triangular, b: (n,) or (n, k). Returns the shape of b.

    First L y = b from the top, then L^T x = y from the bottom.
    Raises ValueError if b has another number of rows than L, or more than two axes.

    >>> cho_solve(np.array([[2.0, 0.0], [1.0, 2.0]]), np.array([8.0, 12.0]))
    array([1., 2.])
    """
    raise NotImplementedError("task 2")


def logdet(L):
    """log det(L L^T) as a float, from the diagonal of L: (n, n) lower triangular.

    >>> round(logdet(np.array([[2.0, 0.0], [1.0, 2.0]])), 6)
    2.772589
    """
    raise NotImplementedError("task 3")


def quad_form(A, x):
    """x^T A x as a float. A: (n, n), all of it read, symmetric or not. x: (n,).

    Raises ValueError if the sizes differ.

    >>> quad_form(np.array([[4, 2], [2, 5]]), np.array([1, -1]))
    5.0
    """
    raise NotImplementedError("task 3")
