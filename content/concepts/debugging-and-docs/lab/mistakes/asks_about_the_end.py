"""You ask about `hi` itself, which is not among the candidates: it stands for "nothing before here is bad".

In a search through versions, `hi` is the one that is known to be broken, and asking again costs an hour.
Where `hi` is the length of a list, asking is an IndexError.

Ask yourself: for bisect_first_bad(0, len(versions), ...), is there a `versions[hi]`?
"""

_bisect_first_bad = bisect_first_bad


def bisect_first_bad(lo, hi, bad):
    if lo < hi and not bad(hi):
        return hi
    return _bisect_first_bad(lo, hi, bad)
