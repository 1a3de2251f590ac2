"""Covariance and correlation of columns, rank correlation, and distance in units of the spread.

No function changes its arguments. Not covered: missing entries, weights, and matrices that are only
semidefinite in `mahalanobis`.
"""

import math

import numpy as np
from mylib.linalg.solve import solve


def cov(X, ddof=1):
    """The covariance matrix C^T C / (n - ddof), C being X less its column means. X: (n, d), returns (d, d).

    Raises ValueError unless X is a table with more than ddof rows.
    """
    C = centred(X)
    if len(C) <= ddof:
        raise ValueError(f"{len(C)} rows are too few for ddof = {ddof}")
    return C.T @ C / (len(C) - ddof)


def corr(X):
    """The correlations of the columns: cosines of the angles between them, once centred. (n, d) -> (d, d).

    nan in the row and the column of a constant column. Raises ValueError unless X is a table.
    """
    C = centred(X)
    size = np.abs(C).max(axis=0)
    size[size == 0] = math.nan  # a column that does not vary has no direction
    Z = C / size  # between -1 and 1, so that no square overflows or vanishes
    Z /= np.sqrt((Z * Z).sum(axis=0))
    return np.clip(Z.T @ Z, -1, 1)  # rounding may leave 1.0000000000000002


def ranks(x):
    """1 for the smallest value up to n for the largest; equal values share the average of their places.

    x: (n,), returns (n,) floats. Raises ValueError unless x is a vector.
    """
    x = np.asarray(x)
    if x.ndim != 1:
        raise ValueError(f"a vector is needed, not shape {x.shape}")
    _, which, counts = np.unique(x, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)  # the last place that each different value takes
    return (last - (counts - 1) / 2)[which]


def spearman(x, y):
    """The correlation of the ranks of x: (n,) and y: (n,), as a float; nan if one of them is constant.

    Raises ValueError unless both are vectors of one length that is not 0.
    """
    return float(corr(np.column_stack([ranks(x), ranks(y)]))[0, 1])


def mahalanobis(x, mean, S):
    """sqrt((x - mean)^T S^-1 (x - mean)) as a float. x, mean: (d,), S: (d, d) symmetric positive definite.

    Raises ValueError if the shapes do not fit, if S has no inverse, or if the number under the root is
    negative, for which S cannot be positive definite.
    """
    pair = np.array([x, mean], dtype=float)  # raises ValueError for shapes that differ
    if pair.ndim != 2:
        raise ValueError(f"x and mean must be vectors, not of shape {pair[0].shape}")
    gap = pair[0] - pair[1]
    return math.sqrt(gap @ solve(S, gap))  # math.sqrt raises ValueError for a negative number


def centred(X):
    """X less its column means, as floats. Raises ValueError unless X has two axes and at least one row.

    It is measured from the first row before: so a constant column becomes exactly 0.
    """
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or len(X) == 0:
        raise ValueError(f"a table with rows is needed, not shape {X.shape}")
    C = X - X[0]
    return C - C.mean(axis=0)
