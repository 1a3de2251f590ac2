"""The multivariate normal distribution: log-density, samples and conditional distributions."""

import numpy as np
from mylib.linalg.cholesky import cho_solve, cholesky, logdet  # yours: a ValueError if not positive definite
from mylib.stats.distributions import Fixed as Fixed  # leave these two: callers make their generators
from mylib.stats.distributions import MinStd as MinStd  # from this module
from mylib.stats.distributions import Normal  # yours: Normal(0, 1).sample(rng, size)


def logpdf(X, mean, S):
    """(n,) log-densities of the rows of X: (n, d) under N(mean, S). mean: (d,), S: (d, d) positive definite.

    -1/2 (d log(2 pi) + log det S + g^T S^-1 g) with g = x - mean. Raises ValueError if the shapes do not
    fit or S is not positive definite.

    >>> logpdf([[0, 0], [1, 3]], [0, 0], [[4, 2], [2, 5]]).round(4)
    array([-3.2242, -4.1304])
    """
    raise NotImplementedError("task 1")


def sample(rng, mean, S, size):
    """(size, d) draws of N(mean, S): each row is mean + L z with L = cholesky(S).

    z holds the next d standard normal values, each the quantile of one rng.random(). Raises ValueError where
    `logpdf` does.

    >>> sample(Fixed([0.5, 0.975]), [10, 20], [[4, 2], [2, 5]], 1).round(4)
    array([[10.    , 23.9199]])
    """
    raise NotImplementedError("task 2")


def condition(mean, S, idx_b, x_b):
    """Mean and covariance matrix of the other variables, given that those at idx_b have the values x_b.

    mean_a + S_ab S_bb^-1 (x_b - mean_b) and S_aa - S_ab S_bb^-1 S_ba, the others a in their old order.
    idx_b: different whole numbers from 0 to d - 1; x_b: one value for each of them, in this order.
    Raises ValueError if these do not fit, or if S_bb is not positive definite.

    >>> condition([170, 70], [[100, 60], [60, 100]], [0], [190])
    (array([82.]), array([[64.]]))
    """
    raise NotImplementedError("task 3")
