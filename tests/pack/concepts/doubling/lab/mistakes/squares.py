"""You multiply the number by itself, which is not the same as adding it to itself.

Ask yourself: what is 3 multiplied by 3, and what is 3 and 3 together?
"""


def double(x):
    if not isinstance(x, int | float):
        raise TypeError("a number is needed")
    return x * x
