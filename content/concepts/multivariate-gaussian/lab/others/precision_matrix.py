"""Through the inverse of S: the exponent, and conditionals, for which the inverse is cut into blocks. The
determinant comes from the pivots of elimination, the rows of the sample one by one.
"""

import numpy as np
from mylib.linalg.cholesky import cholesky
from mylib.linalg.solve import inv, lu, solve
from mylib.stats.distributions import Fixed as Fixed
from mylib.stats.distributions import MinStd as MinStd
from mylib.stats.distributions import Normal


class Gaussian:
    def __init__(self, mean, S):
        self.mean, self.S = np.array(mean, dtype=float), np.array(S, dtype=float)
        self.d = self.mean.size
        if self.mean.shape != (self.d,) or self.S.shape != (self.d, self.d):
            raise ValueError("mean and S do not fit")

    def factor(self):
        return cholesky(self.S)


def logpdf(X, mean, S):
    g = Gaussian(mean, S)
    X = np.array(X, dtype=float)
    if X.ndim != 2 or X.shape[1] != g.d:
        raise ValueError("rows are needed")
    g.factor()  # refuses what is not positive definite
    unit = np.sqrt(np.diag(g.S))
    _, _, U = lu(g.S / unit / unit[:, None])
    half = np.sum(np.log(np.abs(np.diag(U)))) / 2 + np.sum(np.log(unit))
    P = inv(g.S / unit / unit[:, None])
    G = (X - g.mean) / unit
    return -np.einsum("ni,ij,nj->n", G, P, G) / 2 - half - g.d * np.log(2 * np.pi) / 2


def sample(rng, mean, S, size):
    g = Gaussian(mean, S)
    L = g.factor()
    rows = [g.mean + L @ Normal(0, 1).sample(rng, g.d) for _ in range(size)]
    return np.array(rows).reshape(size, g.d)


def condition(mean, S, idx_b, x_b):
    g = Gaussian(mean, S)
    x_b = np.array(x_b, dtype=float)
    seen = np.zeros(g.d, dtype=int)
    for i in idx_b:
        if i not in range(g.d):
            raise ValueError(f"no variable {i}")
        seen[i] += 1
    if np.any(seen > 1) or x_b.shape != (len(idx_b),):
        raise ValueError("indices and values do not fit")
    a, b = np.flatnonzero(seen == 0), [int(i) for i in idx_b]
    if len(b) == 0:
        return g.mean, g.S
    cholesky(g.S[b][:, b])
    if len(a) == 0:
        return np.zeros(0), np.zeros((0, 0))
    P = inv(g.S)
    S_a = inv(P[a][:, a])
    return g.mean[a] - solve(P[a][:, a], P[a][:, b] @ (x_b - g.mean[b])), (S_a + S_a.T) / 2
