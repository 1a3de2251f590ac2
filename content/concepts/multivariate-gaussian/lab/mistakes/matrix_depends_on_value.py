"""The covariance matrix of the rest depends on which values were observed.

For a normal distribution, how much is learned depends on *what* is observed, not on its value. A surprising
value moves the mean further; it leaves the rest exactly as uncertain.

Ask yourself: in your formula for the matrix, where does x_b come in, and where does it in the formula of the
brief?
"""

_right = condition


def condition(mean, S, idx_b, x_b):
    mean, S = gaussian(mean, S)
    mean_a, _ = _right(mean, S, idx_b, x_b)
    a = [i for i in range(len(mean)) if i not in idx_b]
    shift = mean_a - mean[a]
    return mean_a, S[np.ix_(a, a)] - np.outer(shift, shift)
