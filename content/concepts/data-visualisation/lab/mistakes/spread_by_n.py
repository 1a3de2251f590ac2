"""Scott's bandwidth is computed with the standard deviation that divides by n.

The brief, like SciPy, divides by n - 1. For three values that makes nearly a fifth.

Ask yourself: what does `np.std` divide by unless it is told otherwise?
"""


def scott(x):
    if len(x) < 2:
        raise ValueError("one value")
    return float(np.std(x)) * len(x) ** (-1 / 5)
