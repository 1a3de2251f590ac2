"""Words can be added to themselves as well, so yours are doubled instead of being refused.

Ask yourself: what does `"ab" + "ab"` give?
"""


def double(x):
    return x + x
