"""The standard normal values are filled in by columns: first all first entries, then all second ones.

The distribution is right. But the same generator with a larger size then changes the rows that were already
there, and results do not agree with those of others who draw row by row.

Ask yourself: which values does the first row use if the size is 1, and which if it is 2?
"""


def sample(rng, mean, S, size):
    mean, S = gaussian(mean, S)
    Z = Normal(0, 1).sample(rng, size * len(mean)).reshape(len(mean), size).T
    return mean + Z @ cholesky(S).T
