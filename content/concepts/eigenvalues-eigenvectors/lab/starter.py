"""Eigenvalues and eigenvectors: by powers, by rotations, and by a formula for 2 x 2."""

import numpy as np
from mylib.linalg.matrix import identity, matvec  # yours: matvec(A, x)
from mylib.linalg.norms import dot, norm  # yours, on lists: norm([3e200, 4e200]) does not overflow


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    """One eigenpair by repeated multiplication. A: (n, n), x0: (n,). Returns (lam, v, n_iter).

    v = A^k x0 made one long, lam = v . Av (its Rayleigh quotient), n_iter = k.
    Stops at the first k with |Av - lam v| <= tol |Av|, or at k = max_iter.
    Raises ValueError if A is not square, if x0 does not fit, or if x0 is zero.

    >>> lam, v, n_iter = power_iteration(np.array([[0.9, 0.2], [0.1, 0.8]]), np.array([1.0, 0.0]))
    >>> round(lam, 6), v.round(6)
    (1.0, array([0.894427, 0.447214]))
    """
    raise NotImplementedError("task 1")


def jacobi_rotation(a, b, d):
    """The rotation that makes [[a, b], [b, d]] diagonal. Returns (c, s), c^2 + s^2 = 1 and c >= |s|.

    R = [[c, s], [-s, c]] makes R^T [[a, b], [b, d]] R diagonal.
    With t = s / c: t^2 + 2 tau t - 1 = 0, where tau = (d - a) / 2b, and t is the smaller of the two roots.
    For b = 0 there is nothing to do: (1, 0).

    >>> c, s = jacobi_rotation(1, 2, 4)
    >>> round(c, 6), round(s, 6)
    (0.894427, 0.447214)
    """
    raise NotImplementedError("task 2")


def eigh_jacobi(A):
    """All eigenpairs of a symmetric matrix. A: (n, n). Returns (w, V).

    w: (n,), ascending. V: (n, n), the eigenvectors as orthonormal columns, V[:, i] belonging to w[i].
    Raises ValueError if A is not square or not symmetric up to rounding.

    >>> w, V = eigh_jacobi(np.array([[2, 1], [1, 2]]))
    >>> w.round(6)
    array([1., 3.])
    """
    raise NotImplementedError("task 3")


def eig2(A):
    """Both eigenvalues of a 2 x 2 matrix, as a tuple of two complex numbers.

    The larger absolute value comes first; of l and -l the positive one; of a complex pair the one with the
    positive imaginary part. Raises ValueError unless A has shape (2, 2).

    >>> eig2(np.array([[4, 1], [2, 3]]))
    ((5+0j), (2+0j))
    >>> eig2(np.array([[0, -1], [1, 0]]))
    (1j, -1j)
    """
    raise NotImplementedError("task 4")
