"""The size is doubled and the sign is lost.

Ask yourself: which side of zero is twice -2 on?
"""


def double(x):
    if not isinstance(x, int | float):
        raise TypeError("a number is needed")
    return abs(x) + abs(x)
