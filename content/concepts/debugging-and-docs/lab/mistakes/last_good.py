"""You return the last good index, one before the first bad one.

The two are neighbours, and both are found at the end of the search, so it is a matter of saying clearly
which of them the borders stand for.

Ask yourself: with the indices 0, 1, 2 and bad from 1 on, which index is the first bad one?
"""

_bisect_first_bad = bisect_first_bad


def bisect_first_bad(lo, hi, bad):
    return _bisect_first_bad(lo, hi, bad) - 1
