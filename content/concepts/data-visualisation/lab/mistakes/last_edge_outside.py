"""The largest value is in no bin: the counts add to one less than there are data.

Half-open bins [a, b) leave out their right edge, which is right for all bins but the last: behind it
there is no bin that could take the value.

Ask yourself: in which bin should the maximum of the data be, and which of your conditions keeps it out?
"""


def histogram(x, bins=10, density=False):
    x = numbers(x)
    edges = equal_edges(x, bins) if isinstance(bins, int) else np.asarray(bins, dtype=float)
    if len(edges) < 2 or not (np.diff(edges) > 0).all():
        raise ValueError("edges")
    counts = np.array([((a <= x) & (x < b)).sum() for a, b in pairwise(edges)])
    return (counts / (counts.sum() * np.diff(edges)) if density else counts), edges
