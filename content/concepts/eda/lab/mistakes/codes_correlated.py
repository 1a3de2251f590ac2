"""Categories are numbered, and the numbers are correlated.

The number of a category is a name. Give the same categories other numbers and the result changes, though
nothing about the data has.

Ask yourself: what would your function say if "a" were called "z"?
"""


def _numbered(values):
    order = sorted(set(map(str, values)))
    return [order.index(str(v)) for v in values]


def eta(numbers, groups):
    return pearson(numbers, _numbered(groups))


def cramers_v(xs, ys):
    return pearson(_numbered(xs), _numbered(ys))
