"""The Cholesky factor of a symmetric positive definite matrix, and what it is good for.

A symmetric matrix is given by its lower triangle: what stands above the diagonal is never read.
Not covered: matrices that are only semidefinite, which need pivoting, and complex entries.
"""

from math import sqrt

import numpy as np
from mylib.linalg.solve import LinAlgError

TINY = 1e-12  # a pivot of at most this share of its diagonal entry counts as zero


def cholesky(A):
    """The lower triangular L with positive diagonal and L L^T = A. A: (n, n), its lower triangle is read.

    Column by column: L_jj^2 = A_jj - sum_k<j L_jk^2, then L_ij = (A_ij - sum_k<j L_ik L_jk) / L_jj for i > j.
    Raises LinAlgError if A is not positive definite, ValueError if it is not square.
    """
    A = np.asarray(A)
    if A.shape != (len(A), len(A)):
        raise ValueError(f"a square matrix is needed, not shape {A.shape}")
    L = np.zeros(A.shape)
    for j in range(len(A)):
        pivot = A[j, j] - L[j, :j] @ L[j, :j]
        if not pivot > TINY * A[j, j]:  # in this form it is true of nan
            raise LinAlgError(f"not positive definite: pivot {j} is {pivot}")
        L[j, j] = sqrt(pivot)
        L[j + 1 :, j] = (A[j + 1 :, j] - L[j + 1 :, :j] @ L[j, :j]) / L[j, j]
    return L


def cho_solve(L, b):
    """The x with L L^T x = b, in the shape of b. L: (n, n) lower triangular, b: (n,) or (n, k).

    First L y = b from the top, then L^T x = y from the bottom. Raises ValueError if the sizes differ.
    """
    L, x = np.asarray(L), np.array(b, dtype=float)
    if x.ndim not in (1, 2) or len(x) != len(L):
        raise ValueError(f"b has shape {x.shape}; {len(L)} rows are needed")
    for i in range(len(L)):
        x[i] = (x[i] - L[i, :i] @ x[:i]) / L[i, i]
    for i in reversed(range(len(L))):
        x[i] = (x[i] - L[i + 1 :, i] @ x[i + 1 :]) / L[i, i]
    return x


def logdet(L):
    """log det(L L^T) = 2 sum log L_ii, where the determinant itself may be too large or too small to hold."""
    return 2 * float(np.log(np.diag(L)).sum())


def quad_form(A, x):
    """x^T A x as a float. A: (n, n), all of it read, symmetric or not. x: (n,).

    Raises ValueError if the sizes differ.
    """
    A, x = np.asarray(A), np.asarray(x)
    if A.shape != 2 * x.shape:
        raise ValueError(f"sizes differ: {A.shape} and {x.shape}")
    return float(x @ A @ x)
