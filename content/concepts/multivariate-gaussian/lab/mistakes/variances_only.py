"""Every variable is drawn on its own, with its own standard deviation, and the covariances are lost.

Each column of the sample looks right. Only two columns together show that something is missing.

Ask yourself: what is the correlation of two columns that were drawn independently?
"""


def sample(rng, mean, S, size):
    mean, S = gaussian(mean, S)
    cholesky(S)
    Z = Normal(0, 1).sample(rng, size * len(mean)).reshape(size, len(mean))
    return mean + Z * np.sqrt(np.diag(S))
