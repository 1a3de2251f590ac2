"""The order is right, but it was written into the list that was passed in: the caller's list is no longer
in the order in which they kept it.

A function that promises a new list is called by people who still need the old one.

Ask yourself: after `b = merge_sort(a)`, are `a` and `b` two lists or one?
"""

_merge_sort = merge_sort


def merge_sort(a, key=None):
    a[:] = _merge_sort(a, key)
    return a
