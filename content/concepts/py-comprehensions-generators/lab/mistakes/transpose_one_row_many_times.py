"""All rows of your result are one and the same list, so that they all show what was written last.

`[row] * n` does not make n lists. It makes a list with n labels tied to one row, and writing through one of
them is seen through all.

Ask yourself: after `table = [[0] * 2] * 3` and `table[0][0] = 9`, what does `table[2]` show? Which form makes
a new row each time it is carried out?
"""


def transpose(rows):
    if len({len(row) for row in rows}) > 1:
        raise ValueError("rows of different lengths")
    columns = [[None] * len(rows)] * (len(rows[0]) if rows else 0)
    for i, row in enumerate(rows):
        for j, entry in enumerate(row):
            columns[j][i] = entry
    return columns
