"""Doubling."""


def double(x):
    """2x = x + x; TypeError for what is not a number."""
    if not isinstance(x, int | float):
        raise TypeError("a number is needed")
    return x + x
