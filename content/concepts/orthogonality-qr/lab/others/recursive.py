"""Recursive: the first column is dealt with, and the same function takes care of what is left. Lengths
come from NumPy sums of scaled squares, products from `matmul` and `outer` of the library.
"""

import numpy as np
from mylib.linalg.matrix import matmul, outer, transpose


class NotTall(ValueError):
    pass


class Dependent(ValueError):
    pass


def length(x):
    size = np.abs(x).max()
    return 0.0 if size == 0 else float(size * np.sqrt(((x / size) ** 2).sum()))


def prepared(A):
    A = np.asarray(A, dtype=float)
    if A.ndim != 2 or len(A) < len(A[0]):
        raise NotTall("a tall matrix is needed")
    return A


def qr_mgs(A):
    A = prepared(A)
    return peeled(A, [length(c) for c in A.T])


def peeled(A, lengths):
    """Q and R of A, whose columns had these lengths before anything was taken out of them."""
    size = length(A[:, 0])
    if size <= 1e-13 * lengths[0]:
        raise Dependent("nothing new in this column")
    q = A[:, :1] / size
    if A.shape[1] == 1:
        return q, np.array([[size]])
    shares = matmul(transpose(q), A[:, 1:])
    Q, R = peeled(A[:, 1:] - matmul(q, shares), lengths[1:])
    top = np.concatenate([[[size]], shares], axis=1)
    return np.hstack([q, Q]), np.vstack([top, np.hstack([np.zeros((len(R), 1)), R])])


def qr_householder(A):
    Q, R = mirrored(prepared(A))
    flip = np.diag(np.where(np.diag(R) < 0, -1.0, 1.0))
    return matmul(Q, flip), matmul(flip, R)


def mirrored(A):
    m, n = A.shape
    w = direction(A[:, 0])
    B = A - 2 * outer(w, matmul(w[None, :], A)[0])
    E = np.zeros((m, n))
    E[0, 0] = 1.0
    R = np.zeros((n, n))
    R[0] = B[0]
    if n > 1:
        E[1:, 1:], R[1:, 1:] = mirrored(B[1:, 1:])
    return E - 2 * outer(w, matmul(w[None, :], E)[0]), R


def direction(x):
    w = x.copy()
    size = length(x)
    if size > 0:
        w = w / size
        w[0] = w[0] + 1.0 if w[0] > 0 else w[0] - 1.0
        w = w / length(w)
    return w


def projector(A):
    """I minus what is left of it when every direction of the basis has been taken out."""
    A = prepared(A)
    m, n = A.shape
    widths = [length(c) for c in A.T]
    Q, R = qr_householder(A / [w or 1.0 for w in widths])
    if any(R[j, j] <= 1e-13 for j in range(n)):
        raise Dependent("columns depend on each other")
    rest = np.eye(m)
    for q in Q.T:
        rest = rest - outer(q, matmul(q[None, :], rest)[0])
    return np.eye(m) - rest
