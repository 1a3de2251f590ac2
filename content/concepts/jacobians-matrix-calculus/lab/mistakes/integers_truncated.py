"""Integer input stays integer.

On being stored, 2.000001 is cut to 2 and 1.999999 to 1. The difference is that of a whole step and is
divided by a tiny one: the entries come out in the hundred thousands, or as 0.

Ask yourself: what does an integer array hold after `x[0] = 1.999999`?
"""


def jacobian(f, x, h=1e-6):
    x = np.asarray(x)
    columns = []
    for j in range(len(x)):
        above, below = x.copy(), x.copy()
        above[j], below[j] = x[j] + h, x[j] - h
        columns.append((values(f, above) - values(f, below)) / (2 * h))
    return np.stack(columns, axis=1)
