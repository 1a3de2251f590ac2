"""The density divides every count by the same width, the mean one.

For equal bins that is right. Unequal bins each have a width of their own, and only with it the bar's
area is its share.

Ask yourself: what is the area of your two bars for the edges 0, 4, 6?
"""

_with_edges = histogram


def histogram(x, bins=10, density=False):
    counts, edges = _with_edges(x, bins)
    return (counts / (counts.sum() * np.diff(edges).mean()) if density else counts), edges
