"""A quarter of the double."""

from mylib.numbers.doubling import double


def halve(x):
    return double(x) / 4
