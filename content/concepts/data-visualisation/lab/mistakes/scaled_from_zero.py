"""The values are divided by the largest one, so the axis begins at 0 whatever the data are.

For bars that would be right. Points at x = 100 and 102 end up nearly on top of each other, and negative
values leave the picture.

Ask yourself: where should the smallest value stand, and where does yours?
"""


def pixels(values, start, end):
    if values.min() == values.max():
        return np.full(len(values), (start + end) / 2)
    return start + values / values.max() * (end - start)
