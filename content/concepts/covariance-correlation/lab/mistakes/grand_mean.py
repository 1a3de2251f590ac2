"""One mean, that of all entries of the table, is taken off every column.

The columns are then not centred: heights near 170 and weights near 70 are both far from the common mean, and
this distance, which has nothing to do with how they vary, is counted in every product.

Ask yourself: what is the mean of each column after your centring, and what should it be?
"""


def cov(X, ddof=1):
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or len(X) == 0 or len(X) <= ddof:
        raise ValueError("a table with rows is needed")
    C = X - X.mean()
    return C.T @ C / (len(C) - ddof)
