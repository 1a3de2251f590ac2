"""Orthonormal bases in two ways, modified Gram-Schmidt and Householder reflections, and the projector on a
column space.

No function changes its arguments. Not covered: column pivoting, and matrices with more columns than rows.
"""

import numpy as np
from mylib.linalg.matrix import outer
from mylib.linalg.norms import norm

DEPENDENT = 1e-13  # a column of which no larger part is new depends on those before it, up to rounding


def qr_mgs(A):
    """(Q, R) with A = Q R by modified Gram-Schmidt. A: (m, n), m >= n, independent columns.

    Q: (m, n) with orthonormal columns. R: (n, n), zeros below the diagonal, positive numbers on it.
    Raises ValueError if A is not tall, or if the new part of a column is at most DEPENDENT times its length.
    """
    Q = tall(A)
    n = Q.shape[1]
    lengths = [norm(column) for column in Q.T]
    R = np.zeros((n, n))
    for j in range(n):
        R[j, j] = norm(Q[:, j])
        refuse_dependent(R[j, j], lengths[j], j)
        Q[:, j] /= R[j, j]
        R[j, j + 1 :] = Q[:, j] @ Q[:, j + 1 :]
        Q[:, j + 1 :] -= outer(Q[:, j], R[j, j + 1 :])  # the later columns lose this direction at once
    return Q, R


def qr_householder(A):
    """(Q, R) with A = Q R by reflections. A: (m, n), m >= n, of any rank.

    Q: (m, n) with orthonormal columns. R: (n, n), zeros below the diagonal, no negative number on it.
    Raises ValueError if A is not tall.
    """
    R = tall(A)
    m, n = R.shape
    mirrors = []
    for k in range(n):
        mirrors.append(mirror(R[k:, k]))
        R[k:] = reflected(mirrors[k], R[k:])
    signs = np.where(np.diag(R) < 0, -1.0, 1.0)
    Q = np.zeros((m, n))
    Q[:n] = np.diag(signs)
    for k in reversed(range(n)):  # the last mirror acts first
        Q[k:] = reflected(mirrors[k], Q[k:])
    return Q, np.triu(signs[:, None] * R[:n])


def projector(A):
    """P: (m, m), which projects on the column space of A: (m, n), m >= n, columns independent.

    Raises ValueError where `qr_mgs` does.
    """
    Q, R = qr_householder(A)
    for j, column in enumerate(np.asarray(A).T):
        refuse_dependent(R[j, j], norm(column), j)
    return Q @ Q.T


def mirror(x):
    """The unit vector v for which x - 2 (v . x) v has zeros from its second entry on; zero if x is zero.

    v has the direction of x + |x| e1 or of x - |x| e1, whichever does not subtract nearly equal numbers.
    """
    length = norm(x)
    if length == 0:
        return np.zeros(len(x))
    v = x / length
    v[0] += np.copysign(1.0, v[0])
    return v / norm(v)


def reflected(v, X):
    """Each column x of X as x - 2 (v . x) v."""
    return X - 2 * outer(v, v @ X)


def refuse_dependent(new, length, j):
    """Raise ValueError if the new part of column j is no longer than what rounding leaves of nothing."""
    if new <= DEPENDENT * length:
        raise ValueError(f"column {j} depends on the columns before it")


def tall(A):
    """A as an array of floats of its own. Raises ValueError unless it is a matrix with rows enough."""
    A = np.array(A, dtype=float)
    if A.ndim != 2 or A.shape[0] < A.shape[1]:
        raise ValueError(f"a matrix with at least as many rows as columns is needed, not shape {A.shape}")
    return A
