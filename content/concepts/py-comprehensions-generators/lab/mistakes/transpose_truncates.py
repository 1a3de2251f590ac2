"""Rows of different lengths are transposed without complaint, and the ends of the longer rows are gone.

`zip` stops as soon as one of the rows has no more entries. Nothing is said about what was left over, and the
result looks like a perfectly good table.

Ask yourself: after `zip([1, 2, 3], [4, 5])`, where is the 3, and who was told?
"""


def transpose(rows):
    return [list(column) for column in zip(*rows, strict=False)]
