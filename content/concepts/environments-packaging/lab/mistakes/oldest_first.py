"""Versions are tried from the oldest to the newest. Everything fits together, and years of mended bugs
are left out.

Ask yourself: in which direction does `sorted` put your versions, and which one do you try first?
"""

_sorted = sorted


def sorted(values, key=None, reverse=False):
    return _sorted(values, key=key)
