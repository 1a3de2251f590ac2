"""The density itself is returned, and its logarithm was asked for.

In a few hundred dimensions, densities are smaller than the smallest float, and all of them become 0. Their
logarithms are ordinary numbers.

Ask yourself: what is the product of 500 factors of 0.1, on paper and in Python?
"""

_right = logpdf


def logpdf(X, mean, S):
    return np.exp(_right(X, mean, S))
