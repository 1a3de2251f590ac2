"""Your shape is mean^2 / variance, and your scale variance / mean. Those match the mean and the variance
of the data: the method of moments, another way to choose parameters.

Both come near the truth on large samples. But the likelihood of a gamma distribution depends on the data
through their mean and the mean of their *logarithms*; the squares do not enter.

Ask yourself: which value of the data would have to change a little for your result to change most, and
does the log-density depend on it in this way?
"""


def fit_gamma(x, n_steps=50):
    x = varied(sample(x))
    if np.any(x <= 0):
        raise ValueError("a gamma variable is positive")
    return float(np.mean(x) ** 2 / np.var(x)), float(np.var(x) / np.mean(x))
