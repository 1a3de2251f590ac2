"""Jacobi's own order, the largest entry first, with whole rotation matrices; values and vectors by `@`."""

import numpy as np


def _checked(A):
    A = np.array(A, dtype=np.float64)
    if A.ndim != 2 or len(set(A.shape)) != 1:
        raise ValueError(A.shape)
    return A


def _unit(x):
    scaled = x / np.max(np.abs(x))
    return scaled / np.sqrt(scaled @ scaled)


def power_iteration(A, x0, tol=1e-10, max_iter=10_000):
    A, x = _checked(A), np.array(x0, dtype=np.float64)
    if x.shape != (A.shape[0],):
        raise ValueError(x.shape)
    if np.all(x == 0):
        raise ValueError("zero start")
    size = np.abs(A).max() or 1.0
    B = A / size  # the same eigenvectors, entries of size one
    v, k = _unit(x), 0
    while k < max_iter:
        image = B @ v
        rest = image - (v @ image) * v
        if rest @ rest <= tol**2 * (image @ image):
            break
        v, k = _unit(image), k + 1
    return float(v @ (B @ v)) * size, v, k


def jacobi_rotation(a, b, d):
    if b == 0:
        return 1.0, 0.0
    size = max(abs(a), abs(b), abs(d))
    gap, twice = (d - a) / size, 2 * (b / size)
    side = 1.0 if gap >= 0 else -1.0
    t = side * twice / (abs(gap) + np.sqrt(gap * gap + twice * twice))
    c = 1 / np.sqrt(1 + t * t)
    return float(c), float(c * t)


def eigh_jacobi(A):
    A = _checked(A)
    n, size = len(A), np.abs(A).max()
    if size == 0:
        return np.zeros(n), np.eye(n)
    S = A / size
    if not np.allclose(S, S.T, rtol=0, atol=1e-12):
        raise ValueError("not symmetric")
    V = np.eye(n)
    while True:
        beside = np.abs(np.triu(S, 1))
        p, q = np.unravel_index(int(beside.argmax()), S.shape)
        if beside[p, q] <= 1e-15:
            break
        c, s = jacobi_rotation(S[p, p], S[p, q], S[q, q])
        R = np.eye(n)
        R[p, p] = R[q, q] = c
        R[p, q], R[q, p] = s, -s
        S = R.T @ S @ R
        V = V @ R
    w = S.diagonal() * size
    order = sorted(range(n), key=lambda i: w[i])
    return w[order], V[:, order]


def eig2(A):
    A = _checked(A)
    if A.shape != (2, 2):
        raise ValueError(A.shape)
    half = A.trace() / 2
    shifted = A - half * np.eye(2)  # trace 0: its square is a multiple of the identity
    root = np.sqrt(complex(shifted[0, 0] ** 2 + shifted[0, 1] * shifted[1, 0]))
    if root.imag > 0:
        return complex(half + root), complex(half - root)
    first = max(half + root, half - root, key=lambda z: (abs(z), z.real))
    product = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
    return complex(first), complex(product / first if first else 0)
