"""The exponent uses the ordinary squared distance to the mean, whatever S is.

The level sets are then circles around the mean. With S they are ellipses, long where the variables vary much.

Ask yourself: which entries of S does the exponent of your density depend on?
"""


def logpdf(X, mean, S):
    mean, S = gaussian(mean, S)
    X = np.asarray(X, dtype=float)
    if X.ndim != 2 or X.shape[1] != len(mean):
        raise ValueError("rows are needed")
    squares = ((X - mean) ** 2).sum(axis=1)
    return -0.5 * (len(mean) * math.log(2 * math.pi) + logdet(cholesky(S)) + squares)
