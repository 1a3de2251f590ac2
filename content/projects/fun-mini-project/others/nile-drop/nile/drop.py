"""One change point in a series: where do two means fit best?"""

import numpy as np


def best_split(values):
    """Index of the first value after the change, and the share of the squared deviation that it explains."""
    n = len(values)
    whole = ((values - values.mean()) ** 2).sum()
    left = np.array([((v := values[:k]) - v.mean()) @ (v - v.mean()) for k in range(1, n)])
    right = np.array([((v := values[k:]) - v.mean()) @ (v - v.mean()) for k in range(1, n)])
    k = int(np.argmin(left + right))
    return k + 1, float(1 - (left + right)[k] / whole)


def decade(year):
    return f"{int(year) // 10 * 10}s"
