"""Quantiles are always one of the data: the place is rounded, and nothing is taken from between two
neighbours.

That is one of several definitions in use. For small samples they differ visibly, and the brief's goes on
a straight line.

Ask yourself: at which place does the quantile 0.5 of four values stand, and which two values are its
neighbours?
"""


def quantile(x, q):
    ordered = np.sort(numbers(x))
    if not 0 <= q <= 1:
        raise ValueError("q")
    return float(ordered[math.floor(q * (len(ordered) - 1) + 0.5)])
