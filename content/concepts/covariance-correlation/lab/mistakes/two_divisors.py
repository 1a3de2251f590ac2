"""The covariance is divided by one number and the standard deviations by another.

The divisors should cancel. With n in one place and n - 1 in the other, the correlation of a column with
itself is (n - 1)/n or n/(n - 1) instead of 1.

Ask yourself: what stands on the diagonal of your result, and what should stand there?
"""


def corr(X):
    C = centred(X)
    s = np.sqrt((C * C).sum(axis=0) / max(len(C) - 1, 1))
    s[s == 0] = math.nan
    return C.T @ C / len(C) / np.outer(s, s)
