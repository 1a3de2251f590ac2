"""Rows with a missing key are taken for rows without a partner, on both sides.

SQL does so: there NULL = NULL is not true. pandas does not, and this lab follows pandas: a missing key
matches a missing key.

Ask yourself: how many rows has the inner join of the keys [1, None] with [None, 1] by the rule of the brief?
"""

_matches = matches


def matches(left, right, how):
    apart = [(("left", i) if None in key else key) for i, key in enumerate(left)]
    others = [(("right", j) if None in key else key) for j, key in enumerate(right)]
    return _matches(apart, others, how)
