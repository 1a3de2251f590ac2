"""Values on an edge are counted in the bin on their left.

Either convention would do, but it must be one of them everywhere. NumPy, Matplotlib and this brief take
[a, b), and only the last bin is closed.

Ask yourself: of the bins [0, 1) and [1, 2], which one holds the value 1?
"""


def histogram(x, bins=10, density=False):
    x = numbers(x)
    edges = equal_edges(x, bins) if isinstance(bins, int) else np.asarray(bins, dtype=float)
    if len(edges) < 2 or not (np.diff(edges) > 0).all():
        raise ValueError("edges")
    counts = np.array([((a < x) & (x <= b)).sum() for a, b in pairwise(edges)])
    counts[0] += (x == edges[0]).sum()
    return (counts / (counts.sum() * np.diff(edges)) if density else counts), edges
