"""`bootstrap_ci` divides by the root of the number of replicates.

The replicates are values of the statistic, so their spread *is* the standard error. Divided by the root
of B it becomes smaller the longer the computer runs, which cannot be a property of the data.

Ask yourself: what happens to your interval if B is made a hundred times as large, and what should
happen?
"""


def bootstrap_ci(x, stat, level, B, rng):
    z = float(Normal(0, 1).ppf(upper(level)))
    values = bootstrap(x, stat, B, rng)
    half = z * float(np.std(values)) / math.sqrt(B)
    return float(np.mean(values)) - half, float(np.mean(values)) + half
