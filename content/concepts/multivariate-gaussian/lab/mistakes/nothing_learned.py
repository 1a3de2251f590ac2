"""The observed variables are left out, and the others keep their mean and their matrix.

That is the marginal distribution: what is known of the others if one does *not* look at b. It is right
only if a and b are uncorrelated.

Ask yourself: where does x_b occur in your result?
"""

_right = condition


def condition(mean, S, idx_b, x_b):
    _right(mean, S, idx_b, x_b)
    a = [i for i in range(len(mean)) if i not in idx_b]
    return np.asarray(mean, dtype=float)[a], np.asarray(S, dtype=float)[np.ix_(a, a)]
