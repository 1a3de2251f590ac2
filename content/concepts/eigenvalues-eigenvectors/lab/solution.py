"""Eigenvalues and eigenvectors: by powers, by rotations, and by a formula for 2 x 2.

Not covered: all eigenvalues of a larger matrix that is not symmetric (that is the QR algorithm).
"""

import cmath
from itertools import combinations
from math import copysign, hypot

import numpy as np
from mylib.linalg.matrix import identity, matvec
from mylib.linalg.norms import dot, norm

EPS = np.finfo(float).eps  # 2^-52
SYMMETRY = 1e-12  # A_ij and A_ji may differ by this share of the largest entry


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    """(lam, v, n_iter): v = A^k x0 made one long, lam = v.Av its Rayleigh quotient, and k = n_iter.

    Stops at the first k with |Av - lam v| <= tol |Av|, or at max_iter. A: (n, n), x0: (n,) and not zero.
    """
    A, x0 = square(A), np.asarray(x0)
    if x0.shape != A.shape[:1]:
        raise ValueError(f"the start must have {len(A)} entries, not shape {x0.shape}")
    if not x0.any():
        raise ValueError("the zero vector has no direction to start from")
    v = x0 / norm(x0.tolist())
    n_iter = 0
    while True:
        image = matvec(A, v)
        lam = dot(v, image)
        length = norm(image.tolist())
        if norm((image - lam * v).tolist()) <= tol * length or n_iter == max_iter:
            return lam, v, n_iter
        v = image / length
        n_iter += 1


def jacobi_rotation(a, b, d):
    """(c, s) with c^2 + s^2 = 1 and c >= |s|, for which R = [[c, s], [-s, c]] makes R^T [[a, b], [b, d]] R
    diagonal. With t = s / c: t^2 + 2 tau t - 1 = 0, tau = (d - a) / 2b, and t is the smaller root.
    """
    if b == 0:
        return 1.0, 0.0
    tau = (d - a) / (2 * b)
    t = copysign(1, tau) / (abs(tau) + hypot(1, tau))
    c = 1 / hypot(1, t)
    return c, t * c


def eigh_jacobi(A):
    """(w, V): eigenvalues in ascending order, and orthonormal eigenvectors as the columns of V.

    A: (n, n) symmetric. Rotates every pair of coordinates in turn, until none is worth it (Jacobi 1846).
    """
    S = square(A).copy()
    largest = np.abs(S).max()
    if not np.abs(S - S.T).max() <= SYMMETRY * largest:
        raise ValueError("the matrix is not symmetric")
    V = identity(len(S))
    rotated = True
    while rotated:
        rotated = False
        for p, q in combinations(range(len(S)), 2):
            if abs(S[p, q]) > EPS * largest:
                rotate(S, V, p, q)
                rotated = True
    order = np.argsort(np.diag(S))
    return np.diag(S)[order], V[:, order]


def rotate(S, V, p, q):
    """S <- R^T S R and V <- V R in place, with the rotation R of coordinates p and q that clears S_pq."""
    c, s = jacobi_rotation(float(S[p, p]), float(S[p, q]), float(S[q, q]))
    R = np.array([[c, s], [-s, c]])
    S[:, [p, q]] = S[:, [p, q]] @ R
    S[[p, q], :] = R.T @ S[[p, q], :]
    S[p, q] = S[q, p] = 0  # by the choice of R; what stands there is rounding
    V[:, [p, q]] = V[:, [p, q]] @ R


def eig2(A):
    """Both eigenvalues of a 2 x 2 matrix as complex numbers, from half the trace and the determinant.

    The larger absolute value first; of l and -l the positive one; of a complex pair the one above the axis.
    """
    A = np.asarray(A)
    if A.shape != (2, 2):
        raise ValueError(f"a 2 x 2 matrix is needed, not shape {A.shape}")
    (a, b), (c, d) = A.tolist()
    middle = (a + d) / 2
    root = cmath.sqrt(((a - d) / 2) ** 2 + b * c)
    if root.imag:
        return middle + root, middle - root
    first = middle + copysign(1, middle) * root
    # The difference middle - root would cancel; the product of the two is the determinant.
    return first, (a * d - b * c) / first if first else first


def square(A):
    A = np.asarray(A, dtype=float)
    if A.shape != (len(A), len(A)):
        raise ValueError(f"a square matrix is needed, not shape {A.shape}")
    return A
