"""`between` adds the density at the left end, as if it were the probability of that point.

For a normal with sigma 0.1 "the probability of 0" becomes 3.99. A density is probability *per unit of x*: it
may be larger than 1, and a single point, which has no width, has probability 0. For whole numbers the mass at
the end does belong there.

Ask yourself: what is the integral of a density from 0 to 0?
"""


def between(dist, a, b):
    if a > b:
        raise ValueError(a, b)
    logarithm = dist.logpmf(a) if isinstance(dist, Discrete) else dist.logpdf(a)
    return float(dist.cdf(b) - dist.cdf(a) + np.exp(logarithm))
