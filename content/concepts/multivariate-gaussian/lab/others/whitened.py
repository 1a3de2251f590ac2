"""One triangular system serves everything: the rows are whitened by forward substitution, the
conditional is read off the Cholesky factor of the reordered matrix (b first), whose lower right block is
the factor of the rest.
"""

import math

import numpy as np
from mylib.linalg.cholesky import cholesky
from mylib.stats.distributions import Fixed as Fixed
from mylib.stats.distributions import MinStd as MinStd
from mylib.stats.distributions import Normal


def forward(L, B):
    """The Y with L Y = B."""
    Y = np.zeros(np.shape(B))
    for i in range(len(L)):
        Y[i] = (B[i] - np.dot(L[i, :i], Y[:i])) / L[i, i]
    return Y


def fitting(mean, S):
    mean, S = np.asarray(mean, dtype=np.float64), np.asarray(S, dtype=np.float64)
    if mean.ndim != 1 or S.shape != mean.shape * 2:
        raise ValueError(f"{mean.shape} and {S.shape}")
    return mean, S


def logpdf(X, mean, S):
    mean, S = fitting(mean, S)
    X = np.asarray(X, dtype=np.float64)
    if X.ndim != 2 or X.shape[-1] != mean.size:
        raise ValueError(f"{X.shape}")
    L = cholesky(S)
    Z = forward(L, (X - mean).T)
    constant = mean.size * math.log(2 * math.pi) / 2 + sum(math.log(x) for x in np.diag(L))
    return -constant - np.sum(Z**2, axis=0) / 2


def sample(rng, mean, S, size):
    mean, S = fitting(mean, S)
    L = cholesky(S)
    u = []
    while len(u) < size * mean.size:
        value = rng.random()
        if value > 0:
            u.append(value)
    z = Normal(0.0, 1.0).ppf(np.array(u, dtype=float))
    return np.einsum("ij,nj->ni", L, z.reshape(-1, mean.size)) + mean


def condition(mean, S, idx_b, x_b):
    mean, S = fitting(mean, S)
    b, x_b = [int(i) for i in idx_b], np.asarray(x_b, dtype=np.float64)
    if x_b.shape != (len(b),) or len(set(b)) != len(b) or any(not 0 <= i < mean.size for i in b):
        raise ValueError("indices and values do not fit")
    a = sorted(set(range(mean.size)) - set(b))
    order, k = b + a, len(b)
    if not a:
        cholesky(S[np.ix_(b, b)])
        return mean[:0], S[:0, :0]
    L = cholesky(S[np.ix_(order, order)])
    z = forward(L[:k, :k], x_b - mean[b])
    return mean[a] + L[k:, :k] @ z, L[k:, k:] @ L[k:, k:].T
