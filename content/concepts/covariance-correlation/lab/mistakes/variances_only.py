"""Each difference is divided by its own standard deviation, and the covariances are not looked at.

Tall and heavy, tall and light: both then come out equally far from the middle, although one of them hardly
ever occurs.

Ask yourself: which entries of S does your function read?
"""


def mahalanobis(x, mean, S):
    x, mean, S = (np.asarray(one, dtype=float) for one in (x, mean, S))
    if not x.shape == mean.shape == (x.size,):
        raise ValueError("x and mean must be vectors of one length")
    solve(S, x)  # refuses what does not fit
    return math.sqrt(((x - mean) ** 2 / np.diag(S)).sum())
