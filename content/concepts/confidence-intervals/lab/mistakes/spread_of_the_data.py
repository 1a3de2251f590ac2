"""`t_interval` uses s, the spread of single values, where the spread of their mean belongs.

The interval then does not get shorter however many values there are. It says where further *values* may
lie, more or less, and nearly always contains the mean of the population: far more often than the level
promises.

Ask yourself: with a hundred times as many values, how much shorter should the interval be, and how much
is it?
"""


def t_interval(x, level=0.95):
    x = np.asarray(x, dtype=float)
    if len(x) < 2:
        raise ValueError(len(x))
    half = t_ppf(upper(level), len(x) - 1) * np.std(x, ddof=1)
    return float(np.mean(x) - half), float(np.mean(x) + half)
