"""The squares over the mask are divided by the number of all entries of the table.

The fewer entries are known, the better your result looks, down to a tenth of the true mean where one entry in
ten is known.

Ask yourself: how many squares did you add, and by which number did you divide?
"""

_right = rmse


def rmse(R, mask, P, Q):
    known = np.asarray(mask, dtype=bool)
    return _right(R, mask, P, Q) * math.sqrt(known.sum() / known.size)
