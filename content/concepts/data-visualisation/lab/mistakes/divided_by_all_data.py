"""The density divides by the number of all data, also of those that are in no bin.

The area is then less than 1, by the share that lies outside. A density describes what is shown.

Ask yourself: which number makes the areas add to 1, that of the data or the sum of the counts?
"""

_of_counts = histogram


def histogram(x, bins=10, density=False):
    counts, edges = _of_counts(x, bins)
    return (counts / (len(numbers(x)) * np.diff(edges)) if density else counts), edges
