"""`welch_t` pools the two variances into one, with n + m - 2 degrees of freedom.

That is Student's test, which assumes equal variances. If the smaller sample is the one that varies more,
its spread is played down, and differences are found that are not there: at a level of 5 %, in far more
than 5 % of all cases.

Ask yourself: which of the two means is less certain, and does your standard error know it?
"""


def welch_t(x, y):
    n, m = len(x), len(y)
    if min(n, m) < 2:
        raise ValueError((n, m))
    pooled = (np.var(x, ddof=1) * (n - 1) + np.var(y, ddof=1) * (m - 1)) / (n + m - 2)
    if pooled == 0:
        raise ValueError("no spread")
    t = mean_difference(x, y) / math.sqrt(pooled * (1 / n + 1 / m))
    return t, float(n + m - 2), 2 * max(t_cdf(-abs(t), n + m - 2), 0.0)
