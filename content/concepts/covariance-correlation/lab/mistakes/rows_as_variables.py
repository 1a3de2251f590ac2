"""The rows are taken for the variables and the columns for the observations.

For a table of three people and two measurements the result is 3 by 3: how people vary together, instead of
how measurements do. It is also what `numpy.cov` does unless it is told otherwise.

Ask yourself: how many variances should the diagonal hold, and what does the first of them belong to?
"""

_right_cov, _right_corr = cov, corr


def cov(X, ddof=1):
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or len(X) == 0 or len(X) <= ddof:
        raise ValueError("a table with rows is needed")
    C = X - X.mean(axis=1, keepdims=True)
    return C @ C.T / max(X.shape[1] - ddof, 1)


def corr(X):
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or len(X) == 0:
        raise ValueError("a table with rows is needed")
    return _right_corr(X.T)


def spearman(x, y):
    return float(_right_corr(np.column_stack([ranks(x), ranks(y)]))[0, 1])
