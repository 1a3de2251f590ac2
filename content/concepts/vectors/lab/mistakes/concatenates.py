"""`u + v` on Python lists does not add numbers: it puts the second list behind the first, so your sum
has 2n entries.

Lists use `+` for joining because they may hold anything, words as well as numbers. The addition of
vectors has to be spelled out, one pair of entries at a time.

Ask yourself: what is `len(add(u, v))` when u and v have two entries each, and which two numbers should
have met to form the first entry?
"""


def add(u, v):
    if len(u) != len(v):
        raise ValueError("lengths differ")
    return u + v
