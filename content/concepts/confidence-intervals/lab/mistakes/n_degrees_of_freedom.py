"""`t_interval` asks for the t quantile with n degrees of freedom.

The n deviations from their own mean sum to 0: when n - 1 of them are known, so is the last. With two
values there is a single free deviation, and the interval must be about three times as wide as your
formula makes it.

Ask yourself: how many independent pieces of information about the spread do two values hold?
"""


def t_interval(x, level=0.95):
    x = np.asarray(x, dtype=float)
    if len(x) < 2:
        raise ValueError(len(x))
    half = t_ppf(upper(level), len(x)) * np.std(x, ddof=1) / math.sqrt(len(x))
    return float(np.mean(x) - half), float(np.mean(x) + half)
