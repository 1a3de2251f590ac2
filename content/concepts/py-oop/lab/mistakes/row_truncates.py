"""Rows of different lengths are added without complaint, and the entries without a partner are gone.

`zip` stops at the end of the shorter row and tells nobody. The result looks like a perfectly good row.

Ask yourself: in Row([1, 2]) + Row([3]), what is the partner of the 2?
"""


def _add(self, other):
    if not isinstance(other, Row):
        return NotImplemented
    return Row([x + y for x, y in zip(self, other, strict=False)])


Row.__add__ = _add
