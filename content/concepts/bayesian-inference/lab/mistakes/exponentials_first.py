"""You take the exponential of the log-likelihood as it is. With a few hundred observations it is 0
everywhere, and the density becomes 0 / 0.

Only the differences of logarithms matter here: a common factor is divided out again in the end.

Ask yourself: which number can you subtract from all scores, so that the largest of them does no harm?
"""


def grid_posterior(logprior, loglik, grid):
    grid = vector(grid)
    gaps = np.diff(grid)
    if len(grid) < 2 or np.any(gaps <= 0):
        raise ValueError("no grid")
    score = np.asarray(logprior(grid)) + np.asarray(loglik(grid))
    if np.max(score) == -np.inf:
        raise ValueError("impossible")
    with np.errstate(all="ignore"):
        height = np.exp(score)
        return height / np.sum(gaps * (height[1:] + height[:-1]) / 2)
