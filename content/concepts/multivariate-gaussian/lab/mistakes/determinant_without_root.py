"""The log-determinant is taken off whole, and only half of it belongs there.

The density is divided by the factor by which the map z -> mean + L z blows up volumes. That factor is det L,
the square root of det S.

Ask yourself: with one variable and variance 9, the density at the mean is 0.399 divided by what?
"""

_right = logpdf


def logpdf(X, mean, S):
    return _right(X, mean, S) - 0.5 * logdet(cholesky(S))
