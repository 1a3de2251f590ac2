"""The difference is multiplied by S, and not by its inverse.

Where the data vary much, a difference should count little. With S itself it counts all the more, and the
result grows when the unit becomes smaller, in the wrong direction.

Ask yourself: with the single variance 4, how far is 7 from 1, in standard deviations, and what do you get?
"""


def mahalanobis(x, mean, S):
    x, mean, S = (np.asarray(one, dtype=float) for one in (x, mean, S))
    if not x.shape == mean.shape == (x.size,):
        raise ValueError("x and mean must be vectors of one length")
    solve(S, x)  # refuses what does not fit
    return math.sqrt((x - mean) @ S @ (x - mean))
