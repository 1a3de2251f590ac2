"""The correction of the covariance matrix has the wrong sign.

After an observation the rest would be more uncertain than before. It can only become less so, or stay
the same.

Ask yourself: what should the conditional variance be if the two variables are always equal?
"""

_right = condition


def condition(mean, S, idx_b, x_b):
    mean_a, S_a = _right(mean, S, idx_b, x_b)
    a = [i for i in range(len(mean)) if i not in idx_b]
    return mean_a, 2 * np.asarray(S, dtype=float)[np.ix_(a, a)] - S_a
