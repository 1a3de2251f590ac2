"""When the middle index is bad, you go on searching strictly before it, and so throw away the answer if the
middle was the first bad one.

Only a *good* middle is known not to be the answer.

Ask yourself: `bad(5)` is true and `bad(4)` is false. What does your search still consider after it has
asked about 5?
"""


def bisect_first_bad(lo, hi, bad):
    if lo > hi:
        raise ValueError("no indices")
    while lo < hi:
        mid = (lo + hi) // 2
        if bad(mid):
            hi = mid - 1
        else:
            lo = mid + 1
    return lo
