"""Leading eigenvectors of a symmetric matrix by block power iteration with Gram-Schmidt."""

import numpy as np


def orthonormal(V):
    """Columns of V (d, k) made orthonormal one by one, shape (d, k). Raises ValueError on dependence."""
    Q = np.array(V, dtype=float)
    for j in range(Q.shape[1]):
        for _ in range(2):  # the second pass takes away what rounding left
            Q[:, j] -= Q[:, :j] @ (Q[:, :j].T @ Q[:, j])
        length = np.sqrt(Q[:, j] @ Q[:, j])
        if length < 1e-300:
            raise ValueError("dependent columns")
        Q[:, j] /= length
    return Q


def leading(S, k, rounds=500, seed=0):
    """k largest eigenvalues (k,) and vectors (d, k) of S (d, d). Raises ValueError where k > d."""
    d = len(S)
    if k > d:
        raise ValueError(f"k = {k} > d = {d}")
    V = orthonormal(np.random.default_rng(seed).normal(size=(d, min(d, k + 10))))
    for _ in range(rounds):
        V = orthonormal(S @ V)
    values = np.einsum("dk,dk->k", V, S @ V)
    order = np.argsort(-values)[:k]
    return values[order], V[:, order]
