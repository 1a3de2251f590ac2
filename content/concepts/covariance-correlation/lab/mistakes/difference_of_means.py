"""The covariance is computed as the mean product minus the product of the means.

On paper that is the same. For numbers near a billion, both terms are near 10 to the 18, where neighbouring
floats are 128 apart, and the difference is nothing but rounding.

Ask yourself: how large are the two numbers that you subtract, how large is their difference, and how many
digits does a float have?
"""


def cov(X, ddof=1):
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or len(X) == 0 or len(X) <= ddof:
        raise ValueError("a table with rows is needed")
    n = len(X)
    mean = X.mean(axis=0)
    return (X.T @ X / n - np.outer(mean, mean)) * n / (n - ddof)
