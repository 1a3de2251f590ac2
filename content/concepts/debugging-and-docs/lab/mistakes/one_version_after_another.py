"""The answer is right, but you ask about each index in turn. With a thousand versions and an hour a test,
that is six weeks instead of half a day.

One answer about an index in the middle tells something about half of all indices, since once bad means
always bad.

Ask yourself: if index 500 is good, what do you know about index 499 without asking?
"""


def bisect_first_bad(lo, hi, bad):
    if lo > hi:
        raise ValueError("no indices")
    for i in range(lo, hi):
        if bad(i):
            return i
    return hi
