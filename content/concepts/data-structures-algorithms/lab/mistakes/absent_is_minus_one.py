"""When x is not in the list, you return -1.

That answers another question, "where is x?". This one, "where does x belong?", has an answer for every
x, and it is the more useful one: it inserts, it counts how many items are smaller, it finds the nearest.

Ask yourself: how many items of [1, 3, 3, 7] are smaller than 5, and which index says so?
"""

_lower_bound = lower_bound


def lower_bound(a, x):
    i = _lower_bound(a, x)
    return i if i < len(a) and a[i] == x else -1
