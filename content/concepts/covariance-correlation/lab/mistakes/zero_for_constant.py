"""A column that does not vary gets the correlation 0 with everything.

0 says: looked at, and no linear relation found. Here nothing could be looked at; nobody knows how the other
column would have moved if this one had. `nan` keeps the two apart.

Ask yourself: what is 0 divided by 0?
"""

_right = corr


def corr(X):
    return np.nan_to_num(_right(X), nan=0.0)


def spearman(x, y):
    return float(_right(np.column_stack([ranks(x), ranks(y)]))[0, 1])
