"""Gram-Schmidt that carries b along: each direction is taken out of the right-hand side as well as out
of the later columns, which is as accurate as reflections. Weights become a diagonal matrix, powers a
running product.
"""

import numpy as np
from mylib.linalg.matrix import matmul, transpose
from mylib.linalg.solve import LinAlgError, solve


def lstsq(A, b, method="qr"):
    A, b = np.array(A, dtype=float), np.array(b, dtype=float)
    if A.ndim != 2 or b.ndim < 1 or b.ndim > 2 or A.shape[0] != b.shape[0]:
        raise ValueError("shapes")
    if A.shape[0] < A.shape[1]:
        raise ValueError("more unknowns than equations")
    columns = b.reshape(len(b), -1)
    if method == "qr":
        x = along_directions(A, columns)
    elif method == "normal":
        T = transpose(A)
        x = solve(matmul(T, A), matmul(T, columns))
    else:
        raise ValueError(f"unknown method {method}")
    return x.reshape((A.shape[1], *b.shape[1:]))


def along_directions(A, B):
    n = A.shape[1]
    lengths = np.sqrt(np.sum(A * A, axis=0))
    R, C = np.eye(n), np.zeros((n, B.shape[1]))
    for j in range(n):
        q = A[:, j]
        square = q @ q
        if square <= (1e-13 * lengths[j]) ** 2:
            raise LinAlgError("dependent columns")
        R[j, j + 1 :] = q @ A[:, j + 1 :] / square
        C[j] = q @ B / square
        A[:, j + 1 :] -= q[:, None] * R[j, j + 1 :]
        B = B - q[:, None] * C[j]
    for j in range(n - 2, -1, -1):
        C[j] -= R[j, j + 1 :] @ C[j + 1 :]
    return C


def weighted_lstsq(A, b, w):
    b, w = np.array(b, dtype=float), np.array(w, dtype=float)
    if b.shape != (len(A),) or w.shape != (len(A),):
        raise ValueError("shapes")
    if w.min() < 0:
        raise ValueError("negative weight")
    D = np.diag(w**0.5)
    return lstsq(D @ np.array(A, dtype=float), D @ b)


def polyfit(x, y, degree):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    if x.ndim != 1 or y.ndim != 1 or x.size != y.size:
        raise ValueError("x and y are vectors of one length")
    columns = [np.ones_like(x)]
    while len(columns) <= degree:
        columns.append(columns[-1] * x)
    return lstsq(np.stack(columns, axis=1), y)
