"""`t_interval` takes the normal quantile, 1.96, whatever the number of values.

That would be right if sigma were known. Here s is computed from the same few values, and where it comes
out too small the interval is too short. With five values, 1.96 gives 88 % coverage instead of 95 %.

Ask yourself: which number in your formula should depend on n, besides the root?
"""


def t_interval(x, level=0.95):
    x = np.asarray(x, dtype=float)
    if len(x) < 2:
        raise ValueError(len(x))
    half = float(Normal(0, 1).ppf(upper(level))) * np.std(x, ddof=1) / math.sqrt(len(x))
    return float(np.mean(x) - half), float(np.mean(x) + half)
