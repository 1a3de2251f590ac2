"""Row i of a product is a mixture of the rows of B; matvec mixes columns; chains grow from the left."""

import numpy as np


def matmul(A, B):
    A, B = np.array(A), np.array(B)
    if A.ndim < 2 or B.ndim < 2:
        raise ValueError("fewer than two axes")
    *front, m, n = A.shape
    *other, inner, p = B.shape
    if inner != n:
        raise ValueError(f"inner sizes {n} and {inner}")
    batch = np.broadcast_shapes(tuple(front), tuple(other))
    rows = []
    for i in range(m):
        row = np.zeros((*batch, p), dtype=np.promote_types(A.dtype, B.dtype))
        for k in range(n):
            row = row + A[..., i, k, None] * B[..., k, :]
        rows.append(row)
    if not rows:
        return np.zeros((*batch, 0, p), dtype=np.promote_types(A.dtype, B.dtype))
    return np.stack(rows, axis=-2)


def matvec(A, x):
    A, x = np.array(A), np.array(x)
    if A.ndim != 2 or x.ndim != 1 or A.shape[1] != x.size:
        raise ValueError("the vector does not fit the matrix")
    mixture = np.zeros(len(A), dtype=np.promote_types(A.dtype, x.dtype))
    for weight, column in zip(x, transpose(A), strict=True):
        mixture = mixture + weight * column
    return mixture


def transpose(A):
    A = np.asarray(A)
    turned = np.empty((*A.shape[:-2], A.shape[-1], A.shape[-2]), dtype=A.dtype)
    for j in range(A.shape[-1]):
        turned[..., j, :] = A[..., j]
    return turned


def identity(n):
    flat = np.zeros(n * n)
    flat[:: n + 1] = 1
    return flat.reshape(n, n)


def outer(u, v):
    u, v = np.asarray(u), np.asarray(v)
    if u.ndim + v.ndim != 2 or u.ndim != 1:
        raise ValueError("outer takes vectors")
    return matmul(u[:, None], v[None, :])


def chain_order(dims):
    """found[j][i] belongs to the piece from Ai to Aj; first come all pieces that end before j."""
    if len(dims) <= 1:
        raise ValueError("a chain has a matrix")
    found = {}
    for j in range(1, len(dims)):
        found[j] = {j: (0, f"A{j}")}
        for i in range(j - 1, 0, -1):
            least = None
            for s in range(i, j):
                cost = found[s][i][0] + found[j][s + 1][0] + dims[i - 1] * dims[s] * dims[j]
                if least is None or cost < least[0]:
                    least = (cost, "(" + found[s][i][1] + " " + found[j][s + 1][1] + ")")
            found[j][i] = least
    return found[len(dims) - 1][1]
