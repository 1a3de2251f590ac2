"""Where x occurs several times, you return the place *behind* the last of them.

Your loop moves on to the right half whenever the middle item is not larger than x, so an item equal to x
is thrown away together with everything before it.

Ask yourself: in [1, 3, 3, 7] with x = 3, may the half that begins after the middle 3 be the only one
that is kept?
"""


def lower_bound(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] <= x:
            lo = mid + 1
        else:
            hi = mid
    return lo
