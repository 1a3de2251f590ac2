"""`ks_distance` looks at the staircase after each jump only.

Just before a value the staircase is lower by 1/n, and the cdf may be far above it there. A sample that comes
out too large on the whole, all values near 0.9 where they should spread over 0 to 1, then looks
nearly perfect.

Ask yourself: for the single value 0.9, how large is the share of the sample below 0.89, and what is the cdf
there?
"""


def ks_distance(sample, cdf):
    n = len(sample)
    if n == 0:
        raise ValueError("empty")
    return float(np.max(np.abs(np.arange(1, n + 1) / n - cdf(np.sort(sample)))))
