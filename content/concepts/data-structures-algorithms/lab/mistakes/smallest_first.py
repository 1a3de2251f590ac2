"""These are the right items in the opposite order: the smallest of them stands first.

A min-heap gives its smallest item first. That is why it is the right heap for the work, and it is also
why the items leave it in this order.

Ask yourself: in what order do the items come out when you empty the heap, and what was asked for?
"""

_top_k = top_k


def top_k(it, k):
    return _top_k(it, k)[::-1]
