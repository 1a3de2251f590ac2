"""The values that hold less than the share are counted, and the one that reaches it is not.

With k values the share is still missed. The first k that is enough is one more.

Ask yourself: for s = [3] and any share, which number of values is needed, and which do you return?
"""

_right = rank_for


def rank_for(s, share):
    return _right(s, share) - 1
