"""`expectation` applies g to the mean instead of averaging g.

For g(x) = ax + b the two agree, and for hardly anything else. The values 1 and 3, equally likely, have
squares with the average 5, and the square of their mean is 4. The difference is the variance.

Ask yourself: of which numbers is E[g(X)] the average?
"""

_plain = expectation


def expectation(dist, g=lambda x: x):
    return Fraction(0) + g(_plain(dist))


def variance(dist):
    mean = _plain(dist)
    return _plain(dist, lambda x: (x - mean) * (x - mean))
