"""Covariance and correlation of columns, rank correlation, and distance in units of the spread."""

import numpy as np
from mylib.linalg.solve import solve  # yours: the x with A x = b; a ValueError where there is no unique one


def cov(X, ddof=1):
    """The covariance matrix C^T C / (n - ddof), C being X less its column means. X: (n, d), returns (d, d).

    Raises ValueError unless X is a table with more than ddof rows.

    >>> cov([[1, 7], [3, 6], [5, 11]])
    array([[4., 4.],
           [4., 7.]])
    """
    raise NotImplementedError("task 1")


def corr(X):
    """The correlations S_ij / sqrt(S_ii S_jj) of the columns of X. X: (n, d), returns (d, d).

    nan in the row and the column of a constant column. Raises ValueError unless X is a table.

    >>> corr([[1, 7], [3, 6], [5, 11]]).round(4)
    array([[1.    , 0.7559],
           [0.7559, 1.    ]])
    """
    raise NotImplementedError("task 2")


def ranks(x):
    """1 for the smallest value up to n for the largest; equal values share the average of their places.

    x: (n,), returns (n,) floats. Raises ValueError unless x is a vector.

    >>> ranks([30, 10, 20, 10])
    array([4. , 1.5, 3. , 1.5])
    """
    raise NotImplementedError("task 3")


def spearman(x, y):
    """The correlation of the ranks of x: (n,) and y: (n,), as a float; nan if one of them is constant.

    Raises ValueError unless both are vectors of one length that is not 0.

    >>> round(spearman([1, 2, 3, 4], [1, 2, 100, 3]), 6)
    0.8
    """
    raise NotImplementedError("task 3")


def mahalanobis(x, mean, S):
    """sqrt((x - mean)^T S^-1 (x - mean)) as a float. x, mean: (d,), S: (d, d) symmetric positive definite.

    Raises ValueError if the shapes do not fit, if S has no inverse, or if the number under the root is
    negative.

    >>> round(mahalanobis([190, 55], [170, 70], [[100, 60], [60, 100]]), 4)
    3.9231
    """
    raise NotImplementedError("task 4")
