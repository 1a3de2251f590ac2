"""The products are summed without taking off the means.

That measures how far the columns are from 0 together. Two columns of large positive numbers then have a large
covariance, even if one rises where the other falls.

Ask yourself: what should happen to a covariance if 1000 is added to every entry of a column, and what happens
to yours?
"""


def cov(X, ddof=1):
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or len(X) == 0 or len(X) <= ddof:
        raise ValueError("a table with rows is needed")
    return X.T @ X / (len(X) - ddof)
