"""Linear systems by elimination with partial pivoting: factors, solutions, determinant, rank, null space.

No function changes its arguments. Not covered: rows that are measured in wildly different units, sparse
matrices, estimates of the error.
"""

import numpy as np
from mylib.linalg.matrix import identity, outer

EPS = 2.0**-52  # the distance from 1 to the next float64


class LinAlgError(ValueError):
    """The matrix does not allow what was asked: there is no unique solution, or no inverse."""


def lu(A):
    """(p, L, U) with A[p] = L @ U. A: (n, n), also one without an inverse.

    p: (n,), the order of the rows. L: ones on the diagonal, zeros above it, and no entry larger than 1 in
    absolute value. U: zeros below the diagonal. Raises ValueError if A is not square.
    """
    U = square(A)
    n = len(U)
    p, L = np.arange(n), identity(n)
    for k in range(n):
        r = k + np.argmax(np.abs(U[k:, k]))  # the largest entry from here down becomes the pivot
        U[[k, r]] = U[[r, k]]
        p[[k, r]] = p[[r, k]]
        L[[k, r], :k] = L[[r, k], :k]  # the multipliers that are known move with their rows
        if U[k, k] == 0:
            continue  # nothing to eliminate in this column
        L[k + 1 :, k] = U[k + 1 :, k] / U[k, k]
        U[k + 1 :, k] = 0
        U[k + 1 :, k + 1 :] -= outer(L[k + 1 :, k], U[k, k + 1 :])
    return p, L, U


def solve(A, b):
    """The x with A x = b. A: (n, n), b: (n,) or (n, k); x has the shape of b.

    Raises LinAlgError if the absolute value of a pivot is at most 10 n EPS times the largest one in its
    column of A, and ValueError if the shapes do not fit.
    """
    p, L, U = lu(A)
    b = np.asarray(b, dtype=float)
    n = len(U)
    if b.ndim not in (1, 2) or len(b) != n:
        raise ValueError(f"{n} equations, but right-hand sides of shape {b.shape}")
    refuse_singular(U, np.max(np.abs(A), axis=0))
    x = b[p]
    for i in range(n):  # L y = b[p], from the top down
        x[i] -= L[i, :i] @ x[:i]
    for i in reversed(range(n)):  # U x = y, from the bottom up
        x[i] = (x[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return x


def det(A):
    """The determinant of A: the product of the pivots, with the sign of the row order. A: (n, n)."""
    p, _, U = lu(A)
    return float(sign(p) * np.prod(np.diag(U)))


def inv(A):
    """The X with A X = I. A: (n, n). Raises LinAlgError where `solve` does."""
    return solve(A, identity(len(A)))


def rref(A, tol=1e-10):
    """(R, pivots): the reduced row echelon form of A and the columns of its leading ones. A: (m, n).

    An entry counts as zero if its absolute value is at most tol times the largest one in its column of A.
    R: (m, n) floats. pivots: a list of int; its length is the rank.
    """
    R = np.array(A, dtype=float)
    smallest = tol * np.max(np.abs(R), axis=0)
    pivots = []
    for j in range(R.shape[1]):
        row = len(pivots)
        if row == len(R):
            break
        r = row + np.argmax(np.abs(R[row:, j]))
        if abs(R[r, j]) <= smallest[j]:
            R[row:, j] = 0  # what is left of this column is rounding error
            continue
        R[[row, r]] = R[[r, row]]
        R[row] /= R[row, j]
        factors = R[:, j].copy()
        factors[row] = 0  # the pivot row itself stays
        R -= outer(factors, R[row])
        pivots.append(j)
    return R, pivots


def null_space(A, tol=1e-10):
    """A basis of {x : A x = 0}, one vector a column: (n, n - rank). A: (m, n); tol as in `rref`."""
    R, pivots = rref(A, tol)
    n = R.shape[1]
    free = [j for j in range(n) if j not in pivots]
    basis = np.zeros((n, len(free)))
    for k, j in enumerate(free):
        basis[j, k] = 1  # this free variable is 1, the other free ones 0, the pivot variables follow
        basis[pivots, k] = -R[: len(pivots), j]
    return basis


def square(A):
    """A as an array of floats of its own. Raises ValueError unless it is a square matrix."""
    A = np.array(A, dtype=float)
    if A.ndim != 2 or A.shape[0] != A.shape[1]:
        raise ValueError(f"a square matrix is needed, not one of shape {A.shape}")
    return A


def refuse_singular(U, largest):
    """Raise LinAlgError if a pivot is no larger than what rounding leaves of a zero."""
    for k, pivot in enumerate(np.diag(U)):
        if abs(pivot) <= 10 * len(U) * EPS * largest[k]:
            raise LinAlgError(f"no unique solution: pivot {k} is {pivot:.3g}")


def sign(p):
    """1 or -1: whether the order p holds an even or an odd number of pairs that stand the wrong way round."""
    pairs = np.triu(p[:, None] > p)  # (n, n): row i, column j > i
    return (-1) ** int(np.sum(pairs))
