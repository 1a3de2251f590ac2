"""The three loops of the definition; the best brackets by recursion that remembers."""

from functools import cache
from itertools import product

import numpy as np


def matmul(A, B):
    A, B = np.asarray(A), np.asarray(B)
    if A.ndim < 2 or B.ndim < 2 or A.shape[-1] != B.shape[-2]:
        raise ValueError(f"shapes {A.shape} and {B.shape} do not fit")
    batch = np.broadcast_shapes(A.shape[:-2], B.shape[:-2])
    A = np.broadcast_to(A, (*batch, *A.shape[-2:]))
    B = np.broadcast_to(B, (*batch, *B.shape[-2:]))
    C = np.zeros((*batch, A.shape[-2], B.shape[-1]), dtype=(A.flat[:1] * B.flat[:1]).dtype)
    for at in np.ndindex(*batch):
        for i, j in product(range(A.shape[-2]), range(B.shape[-1])):
            for k in range(A.shape[-1]):
                C[(*at, i, j)] += A[(*at, i, k)] * B[(*at, k, j)]
    return C


def matvec(A, x):
    if np.ndim(A) != 2 or np.ndim(x) != 1 or A.shape[1] != x.shape[0]:
        raise ValueError("a matrix and a vector that fits are needed")
    return np.array([sum(a * b for a, b in zip(row, x, strict=True)) for row in A], dtype=(A[:1] * x).dtype)


def transpose(A):
    axes = [*range(A.ndim - 2), A.ndim - 1, A.ndim - 2]
    return np.array(np.transpose(A, axes))


def identity(n):
    return np.array([[float(i == j) for j in range(n)] for i in range(n)]).reshape(n, n)


def outer(u, v):
    if u.ndim != 1 or v.ndim != 1:
        raise ValueError("outer is for two vectors")
    table = np.empty((len(u), len(v)), dtype=np.result_type(u, v))
    for i in range(len(u)):
        table[i] = u[i] * v
    return table


def chain_order(dims):
    if len(dims) < 2:
        raise ValueError("no matrix")

    @cache
    def best(i, j):
        """Of A(i+1) ... Aj."""
        if j == i + 1:
            return 0, f"A{j}"
        choices = []
        for s in range(i + 1, j):
            (left, a), (right, b) = best(i, s), best(s, j)
            choices.append((left + right + dims[i] * dims[s] * dims[j], f"({a} {b})"))
        return min(choices)

    return best(0, len(dims) - 1)
