"""Quartiles are always one of the data: the place is rounded, and nothing is taken from between two
values.

On small tables they then differ from those of pandas and of your own `quantile`.

Ask yourself: at which place does the quantile 0.25 of four values stand?
"""


def quantile(x, q):
    ordered = sorted(x)
    return ordered[math.floor(q * (len(ordered) - 1) + 0.5)]
