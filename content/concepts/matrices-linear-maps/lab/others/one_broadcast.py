"""No loop at all: every product of entries in one array with an axis more, and a sum along it."""

import numpy as np


def matmul(A, B):
    A, B = np.asarray(A), np.asarray(B)
    if min(A.ndim, B.ndim) < 2:
        raise ValueError("matrices have at least two axes")
    if A.shape[-1] != B.shape[-2]:
        raise ValueError(f"{A.shape[-1]} columns meet {B.shape[-2]} rows")
    products = A[..., :, :, None] * B[..., None, :, :]  # (..., m, n, p)
    return products.sum(axis=-2, dtype=products.dtype)


def matvec(A, x):
    A, x = np.asarray(A), np.asarray(x)
    if A.ndim != 2 or x.shape != A.shape[1:]:
        raise ValueError(f"{A.shape} times {x.shape}")
    products = A * x
    return products.sum(axis=1, dtype=products.dtype)


def transpose(A):
    return np.moveaxis(np.asarray(A), -1, -2).copy()


def identity(n):
    places = np.arange(n)
    return (places[:, None] == places).astype(float)


def outer(u, v):
    if np.ndim(u) != 1 or np.ndim(v) != 1:
        raise ValueError("two vectors are needed")
    return np.reshape(u, (-1, 1)) * np.reshape(v, (1, -1))


def chain_order(dims):
    """The table in two arrays: the costs, and where the last product splits."""
    k = len(dims) - 1
    if k < 1:
        raise ValueError("two sizes at least")
    cost = np.zeros((k, k), dtype=int)
    split = np.zeros((k, k), dtype=int)
    for i in reversed(range(k)):
        for j in range(i + 1, k):
            s = np.arange(i, j)
            costs = cost[i, s] + cost[s + 1, j] + dims[i] * np.take(dims, s + 1) * dims[j + 1]
            split[i, j], cost[i, j] = i + costs.argmin(), costs.min()

    def text(i, j):
        return f"A{i + 1}" if i == j else f"({text(i, split[i, j])} {text(split[i, j] + 1, j)})"

    return int(cost[0, -1]), text(0, k - 1)
