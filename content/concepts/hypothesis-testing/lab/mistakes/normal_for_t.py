"""`welch_t` takes the p-value from the normal distribution.

Both variances are estimates, and with few values they may be far too small by chance. The normal
distribution does not allow for that: p comes out too small, and for samples of three or four values much
too small.

Ask yourself: what are the degrees of freedom for, that you return?
"""

_right = welch_t


def welch_t(x, y):
    t, df, _ = _right(x, y)
    return t, df, 2 * float(Normal(0, 1).cdf(-abs(t)))
