"""Each observation is used as if it were the only one, and their effects are added.

Two observations that are correlated tell partly the same, and your function counts that part twice.
Dividing by the variances in place of the whole matrix of b does this.

Ask yourself: if the same variable were observed twice, how much should the second look change?
"""

_right = condition


def condition(mean, S, idx_b, x_b):
    mean, S = gaussian(mean, S)
    _right(mean, S, idx_b, x_b)
    a = [i for i in range(len(mean)) if i not in idx_b]
    b = np.array(idx_b, dtype=int)
    S_ab = S[np.ix_(a, b)]
    gain = S_ab / np.diag(S)[b]
    return mean[a] + gain @ (np.asarray(x_b, dtype=float) - mean[b]), S[np.ix_(a, a)] - gain @ S_ab.T
