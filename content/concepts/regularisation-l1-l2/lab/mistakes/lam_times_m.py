"""Your ridge penalty counts once for each row: it is as strong as lam times the number of rows.

That is right for a loss that is a *mean* of squares. Here the squares are summed, so the more data there
are, the less the penalty weighs.

Ask yourself: with all rows written down twice, which lam gives the same weights as before?
"""

_ridge = ridge


def ridge(X, y, lam, fit_intercept=True):
    return _ridge(X, y, lam * len(X), fit_intercept)
