"""The whiskers go to the smallest and the largest value, so that there are never any fliers.

That is an older kind of box plot. A single wrong entry then stretches the whisker as far as it likes,
and nobody sees that it is a single one.

Ask yourself: which data are further than 1.5 IQR away from the box, and how should they be shown?
"""

_with_fliers = box_stats


def box_stats(x):
    x = np.sort(numbers(x))
    return _with_fliers(x) | {"whislo": x[0], "whishi": x[-1], "fliers": x[:0]}
