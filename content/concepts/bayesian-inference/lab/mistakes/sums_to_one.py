"""Your values on the grid add up to 1. They are probabilities of the grid points, not the height of a
density.

On a grid that is ten times as fine they become ten times as small, and on an uneven grid, points that
stand close together get too much weight.

Ask yourself: which *area* should lie under a density, and how wide is the strip that belongs to a point?
"""


def grid_posterior(logprior, loglik, grid):
    grid = vector(grid)
    if len(grid) < 2 or np.any(np.diff(grid) <= 0):
        raise ValueError("no grid")
    score = np.asarray(logprior(grid)) + np.asarray(loglik(grid))
    if np.max(score) == -np.inf:
        raise ValueError("impossible")
    height = np.exp(score - np.max(score))
    return height / np.sum(height)
