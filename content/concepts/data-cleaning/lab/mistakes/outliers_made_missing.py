"""Values outside the quantiles become missing, where they should become the quantile.

That is trimming: it says "I do not believe this". Winsorising says "this is high, but I will not let it count
for more than that", and keeps the order of the data.

Ask yourself: after your function, which value stands in the place of the largest one?
"""


def winsorise(x, lower, upper):
    if not 0 <= lower <= upper <= 1:
        raise ValueError("shares")
    x = np.asarray(x, dtype=float)
    known = x[~missing(x)]
    if len(known) == 0:
        return x.copy()
    low, high = np.quantile(known, [lower, upper])
    return np.where((x < low) | (x > high), np.nan, x)
