"""Equal items are counted once: from [5, 1, 5, 4] you give 5 and 4, although there are two fives.

Somewhere on the way the items went through a set, or through a test "is it there already?". The k largest
*items* may contain the same value several times.

Ask yourself: two candidates have the same score, and there are two places. Who gets them?
"""

_top_k = top_k


def top_k(it, k):
    return _top_k(set(it), k)
