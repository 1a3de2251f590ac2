"""The quantile is taken at the level itself: 0.95 where 0.975 is needed.

Of the missing 5 %, one half belongs to each side. With the 0.95 quantile on both sides, 5 % are left out
above and 5 % below: it is a 90 % interval that says 95 % on it.

Ask yourself: how much probability lies above the upper end of a 95 % interval, and how much below it?
"""


def upper(level):
    if not 0 < level < 1:
        raise ValueError(level)
    return level
