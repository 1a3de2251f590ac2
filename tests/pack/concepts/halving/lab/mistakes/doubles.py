"""The number gets larger instead of smaller.

Ask yourself: is half of 6 more or less than 6?
"""


def halve(x):
    return double(x)
