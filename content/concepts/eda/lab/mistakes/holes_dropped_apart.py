"""Missing values are dropped from x and from y separately, and what is left is paired anew.

After the first hole the values of one column stand beside the values of other rows.

Ask yourself: x is missing in row 1 and y in row 4. Which value of y belongs to the x of row 2, and which
one does yours get?
"""

_paired = association


def association(x, y):
    if len(x) != len(y):
        raise ValueError("lengths")
    xs, ys = present(x), present(y)
    n = min(len(xs), len(ys))
    return _paired(xs[:n], ys[:n])
