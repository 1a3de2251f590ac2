"""The rows z are multiplied by L from the right, which gives each draw as L^T z.

Its covariance matrix is L^T L, and not L L^T. For a diagonal S the two are the same, so a test with
independent variables does not notice.

Ask yourself: if z is a row, which product is the row that belongs to the column L z?
"""


def sample(rng, mean, S, size):
    mean, S = gaussian(mean, S)
    Z = Normal(0, 1).sample(rng, size * len(mean)).reshape(size, len(mean))
    return mean + Z @ cholesky(S)
