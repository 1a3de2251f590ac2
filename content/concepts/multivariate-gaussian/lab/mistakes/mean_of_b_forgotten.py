"""The observed values themselves move the mean, and not their distance from what was expected.

An observation that equals its mean is no news and should change nothing. With your formula it moves
everything.

Ask yourself: what is the conditional mean if x_b is exactly mean_b?
"""

_right = condition


def condition(mean, S, idx_b, x_b):
    mean, S = gaussian(mean, S)
    _right(mean, S, idx_b, x_b)
    moved = mean.copy()
    moved[np.array(idx_b, dtype=int)] = 0
    return _right(moved, S, idx_b, x_b)
