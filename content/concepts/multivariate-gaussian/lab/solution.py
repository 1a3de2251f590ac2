"""The multivariate normal distribution: log-density, samples and conditional distributions, by Cholesky
factors.

No function changes its arguments. Not covered: covariance matrices that are only semidefinite, for which
there is no density, and estimating mean and covariance from data.
"""

import math

import numpy as np
from mylib.linalg.cholesky import cho_solve, cholesky, logdet
from mylib.stats.distributions import Fixed as Fixed  # passed on: callers make their generators
from mylib.stats.distributions import MinStd as MinStd  # from this module
from mylib.stats.distributions import Normal


def logpdf(X, mean, S):
    """(n,) log-densities of the rows of X: (n, d) under N(mean, S). mean: (d,), S: (d, d) positive definite.

    -1/2 (d log(2 pi) + log det S + g^T S^-1 g) with g = x - mean. Raises ValueError if the shapes do not
    fit or S is not positive definite.
    """
    mean, S = gaussian(mean, S)
    X = np.asarray(X)
    if X.ndim != 2 or X.shape[1] != len(mean):
        raise ValueError(f"rows of {len(mean)} numbers are needed, not shape {X.shape}")
    L = cholesky(S)
    G = (X - mean).T  # (d, n)
    squares = (G * cho_solve(L, G)).sum(axis=0)
    return -0.5 * (len(mean) * math.log(2 * math.pi) + logdet(L) + squares)


def sample(rng, mean, S, size):
    """(size, d) draws of N(mean, S): each row is mean + L z with L = cholesky(S).

    z holds the next d standard normal values, each the quantile of one rng.random(). Raises ValueError where
    `logpdf` does.
    """
    mean, S = gaussian(mean, S)
    Z = Normal(0, 1).sample(rng, size * len(mean)).reshape(size, len(mean))
    return mean + Z @ cholesky(S).T


def condition(mean, S, idx_b, x_b):
    """Mean and covariance matrix of the other variables, given that those at idx_b have the values x_b.

    mean_a + S_ab S_bb^-1 (x_b - mean_b) and S_aa - S_ab S_bb^-1 S_ba, the others a in their old order.
    idx_b: different whole numbers from 0 to d - 1; x_b: one value for each of them, in this order.
    Raises ValueError if these do not fit, or if S_bb is not positive definite.
    """
    mean, S = gaussian(mean, S)
    x_b = np.asarray(x_b)
    a = [i for i in range(len(mean)) if i not in idx_b]
    b = np.array(idx_b, dtype=int)
    if len(a) + len(b) != len(mean):
        raise ValueError(f"{idx_b} are not different indices from 0 to {len(mean) - 1}")
    if x_b.shape != b.shape:
        raise ValueError(f"{len(b)} values are observed, but x_b has shape {x_b.shape}")
    S_ab = S[np.ix_(a, b)]
    gain = cho_solve(cholesky(S[np.ix_(b, b)]), S_ab.T).T  # S_ab S_bb^-1
    return mean[a] + gain @ (x_b - mean[b]), S[np.ix_(a, a)] - gain @ S_ab.T


def gaussian(mean, S):
    """Both as arrays, mean of floats. Raises ValueError unless their shapes are (d,) and (d, d)."""
    mean, S = np.asarray(mean, dtype=float), np.asarray(S)
    if mean.ndim != 1 or S.shape != (len(mean), len(mean)):
        raise ValueError(f"a mean of shape {mean.shape} does not fit a matrix of shape {S.shape}")
    return mean, S
