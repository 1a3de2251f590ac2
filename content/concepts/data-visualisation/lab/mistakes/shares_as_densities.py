"""With `density=True` the heights are shares: they add to 1, the areas do not.

A share does not say how wide the bin is. With unequal bins, a wide bar then looks like far more data
than it has, since the eye sees area.

Ask yourself: a bin from 0 to 4 holds half of the data. How high is a bar of width 4 and area 1/2?
"""

_counted = histogram


def histogram(x, bins=10, density=False):
    counts, edges = _counted(x, bins)
    return (counts / counts.sum() if density else counts), edges
