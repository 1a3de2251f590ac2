"""One missing value turns the whole column into NaN: the quantiles were taken over it as well.

A quantile is found by sorting, and there is no place for NaN in an order. NumPy then answers NaN, and what
is drawn in to NaN becomes NaN.

Ask yourself: of which values do you want the quantiles?
"""


def winsorise(x, lower, upper):
    if not 0 <= lower <= upper <= 1:
        raise ValueError("shares")
    x = np.asarray(x, dtype=float)
    if len(x) == 0:
        return x.copy()
    low, high = np.quantile(x, [lower, upper])
    return np.minimum(np.maximum(x, low), high)
