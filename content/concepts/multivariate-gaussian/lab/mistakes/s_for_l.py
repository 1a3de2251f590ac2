"""The standard normal vector is multiplied by S, and not by a factor of it.

The covariance matrix of S z is S S^T, the square of what was wanted. With one variable: a standard deviation
of 9 where the variance should be 9.

Ask yourself: which matrix B makes the covariance matrix of B z equal to S, if that of z is I?
"""


def sample(rng, mean, S, size):
    mean, S = gaussian(mean, S)
    cholesky(S)
    Z = Normal(0, 1).sample(rng, size * len(mean)).reshape(size, len(mean))
    return mean + Z @ S.T
