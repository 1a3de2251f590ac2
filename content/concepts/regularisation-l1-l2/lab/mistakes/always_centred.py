"""You centre the data even where no intercept is wanted, and then leave the intercept out.

Without centring, the line goes through the origin and takes the slope that is best under this condition.
Yours has the slope of the line with an intercept.

Ask yourself: for one feature without intercept, is the weight sum(x y) / (sum(x^2) + lam) with or
without the means taken off?
"""

_prepared = prepared


def prepared(X, y, lam, fit_intercept):
    X, y, x_mean, y_mean = _prepared(X, y, lam, True)
    return X, y, x_mean * fit_intercept, y_mean * fit_intercept
