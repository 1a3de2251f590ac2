"""Vectors of different lengths are added without complaint: the extra entries of the longer one vanish.

`zip` stops at the end of the shorter list. That is silent, and the result looks like a perfectly good
vector; in a larger program the loss would surface far away from its cause.

Ask yourself: after `zip([1, 2, 3], [4, 5])` has run, where is the 3, and who was told?
"""


def add(u, v):
    return [x + y for x, y in zip(u, v, strict=False)]
