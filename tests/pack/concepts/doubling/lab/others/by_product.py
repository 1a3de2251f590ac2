"""A product in place of a sum."""


def double(x):
    if not isinstance(x, int | float):
        raise TypeError("a number is needed")
    return 2 * x
