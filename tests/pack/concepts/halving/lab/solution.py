"""Halving, on top of your own doubling."""

from mylib.numbers.doubling import double


def halve(x):
    """x / 2, so that double(halve(x)) == x."""
    return x / 2 if double(x) == x + x else 0
