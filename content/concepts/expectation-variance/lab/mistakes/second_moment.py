"""`variance` returns E[X^2], the mean square distance from 0, not from the mean.

A distribution with a single outcome, which does not vary at all, then has a variance, and adding a constant
changes it.

Ask yourself: from which point should the deviations be measured?
"""


def variance(dist):
    return expectation(dist, lambda x: x * x)
