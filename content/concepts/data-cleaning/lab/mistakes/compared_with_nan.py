"""Missing values are looked for with `==`, and none is ever found.

NaN is not equal to anything, itself included: that is how the standard for floats defines it. So a mask made
by comparing with NaN is False everywhere.

Ask yourself: what does `np.nan == np.nan` give, and which function asks the right question?
"""


def missing(X):
    return np.equal(X, np.nan)
