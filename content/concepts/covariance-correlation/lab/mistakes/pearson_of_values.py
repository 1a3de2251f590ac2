"""The values themselves are correlated, not their ranks.

One value that is far away then decides the result, and a curve that always rises has less than 1. Ranks
were meant to look at the order alone.

Ask yourself: if the largest y is replaced by one a hundred times as large, which ranks change?
"""


def spearman(x, y):
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if x.ndim != 1 or x.shape != y.shape:
        raise ValueError("vectors of one length are needed")
    return float(corr(np.column_stack([x, y]))[0, 1])
