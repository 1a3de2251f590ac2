"""When every item is smaller than x, you return the last index, although the item there is not >= x.

A list of n items has n + 1 places where x could be put in, from 0 to n. Your search starts with a range
in which the last of these places does not occur, so it can never be found.

Ask yourself: for [1, 3] and x = 5, which index is right, and is it in the range with which your loop
starts?
"""


def lower_bound(a, x):
    lo, hi = 0, max(0, len(a) - 1)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo
