"""Matrix products from elementwise arithmetic and broadcasting, and the cheapest order of a chain of them."""

import numpy as np


def matmul(A, B):
    """The matrix product (..., m, n) times (..., n, p) -> (..., m, p), as a sum of n outer products.

    Leading axes are broadcast. The type of the entries is that of A * B.
    Raises ValueError if shapes do not fit.
    """
    A, B = np.asarray(A), np.asarray(B)
    if A.ndim < 2 or B.ndim < 2:
        raise ValueError(f"matmul takes matrices, not shapes {A.shape} and {B.shape}")
    if A.shape[-1] != B.shape[-2]:
        raise ValueError(f"inner sizes differ: {A.shape} and {B.shape}")
    batch = np.broadcast_shapes(A.shape[:-2], B.shape[:-2])  # raises ValueError if they do not fit
    C = np.zeros((*batch, A.shape[-2], B.shape[-1]), dtype=np.result_type(A, B))
    for k in range(A.shape[-1]):
        C += A[..., :, k, None] * B[..., k, None, :]  # column k of A with row k of B
    return C


def matvec(A, x):
    """(m, n) times (n,) -> (m,). Raises ValueError if shapes do not fit."""
    A, x = np.asarray(A), np.asarray(x)
    if A.ndim != 2 or x.ndim != 1:
        raise ValueError(f"matvec takes a matrix and a vector, not shapes {A.shape} and {x.shape}")
    return matmul(A, x[:, None])[:, 0]


def transpose(A):
    """(..., m, n) -> (..., n, m), a new array: the last two axes change places, the others stay."""
    return np.swapaxes(np.asarray(A), -1, -2).copy()


def identity(n):
    """The n x n matrix that moves nothing, as floats."""
    still = np.zeros((n, n))
    for i in range(n):
        still[i, i] = 1.0
    return still


def outer(u, v):
    """(m,) and (n,) -> (m, n) with entries u_i v_j. Raises ValueError unless both are vectors."""
    u, v = np.asarray(u), np.asarray(v)
    if u.ndim != 1 or v.ndim != 1:
        raise ValueError(f"outer takes two vectors, not shapes {u.shape} and {v.shape}")
    return u[:, None] * v[None, :]


def chain_order(dims):
    """(multiplications, parenthesisation) of the cheapest way to multiply A1 (d0 x d1), ..., Ak.

    best[i, j] is the answer for Ai ... Aj: try every place of the last product, and add its own cost.
    Raises ValueError for fewer than two sizes.
    """
    k = len(dims) - 1
    if k < 1:
        raise ValueError("a chain needs at least one matrix, so two sizes")
    best = {(i, i): (0, f"A{i}") for i in range(1, k + 1)}
    for length in range(2, k + 1):
        for i in range(1, k - length + 2):
            j = i + length - 1
            best[i, j] = min(
                joined(best[i, s], best[s + 1, j], dims[i - 1] * dims[s] * dims[j]) for s in range(i, j)
            )
    return best[1, k]


def joined(left, right, last):
    """Cost and text of a product of two chains whose own cost is `last`."""
    return left[0] + right[0] + last, f"({left[1]} {right[1]})"
