"""In `t_interval` the squared deviations are divided by n.

Student's t was computed for s with the divisor n - 1. With n, the interval is too short, by a tenth for
five values, and the coverage stays below the level.

Ask yourself: are the values the whole population, or a sample from it?
"""


def t_interval(x, level=0.95):
    x = np.asarray(x, dtype=float)
    if len(x) < 2:
        raise ValueError(len(x))
    half = t_ppf(upper(level), len(x) - 1) * np.std(x) / math.sqrt(len(x))
    return float(np.mean(x) - half), float(np.mean(x) + half)
