"""The half is cut off, towards zero on both sides.

Ask yourself: what is half of -7?
"""


def halve(x):
    return int(double(x) / 4)
