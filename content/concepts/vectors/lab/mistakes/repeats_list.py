"""`c * v` on a Python list repeats the list c times instead of multiplying its entries, and for a
fraction such as 0.5 Python refuses altogether.

Multiplying a list by a whole number is a way to write long lists, `[0] * 100`. It never looks at the
entries.

Ask yourself: what does `3 * [2, 1]` print, and how many entries should three times a vector of length 2
have?
"""


def scale(c, v):
    return c * v
