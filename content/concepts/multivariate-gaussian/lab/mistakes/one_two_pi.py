"""The constant log(2 pi) is counted once, whatever the number of variables.

Every one of the d standard normal densities in the product brings its own factor 1 / sqrt(2 pi).

Ask yourself: with S = I, the log-density is the sum of how many one-dimensional ones?
"""

_right = logpdf


def logpdf(X, mean, S):
    return _right(X, mean, S) + 0.5 * (len(np.asarray(mean)) - 1) * math.log(2 * math.pi)
