"""`welch_t` doubles P(T > t) without looking at the sign of t.

For a negative t that probability is above one half, and the result is larger than 1, which no
probability can be.

Ask yourself: which two stretches of the t axis are at least as extreme as t = -2?
"""

_right = welch_t


def welch_t(x, y):
    t, df, _ = _right(x, y)
    return t, df, 2 * (1 - t_cdf(t, df))
