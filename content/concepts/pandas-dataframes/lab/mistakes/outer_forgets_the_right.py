"""The outer join gives what the left join gives: rows of the right frame that match nothing are lost.

An outer join keeps every row of both frames. The walk through the left rows can never meet a right row whose
key does not occur on the left.

Ask yourself: after your loop over the left rows, how could you tell which right rows were never used?
"""

_all_matches = matches


def matches(left, right, how):
    return _all_matches(left, right, "left" if how == "outer" else how)
