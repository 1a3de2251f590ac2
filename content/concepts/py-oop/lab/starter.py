"""Exact fractions that take part in Python's arithmetic, comparisons and sets; and rows of them."""

from functools import total_ordering
from math import gcd


class Fraction:
    """n / d in lowest terms with d > 0. Never changed after it is made, so it may be a dictionary key.

    >>> Fraction(2, -4)
    Fraction(-1, 2)
    >>> 1 - Fraction(1, 3)
    Fraction(2, 3)
    """

    def __init__(self, n: int, d: int = 1):
        """Sets self.n and self.d. TypeError unless both are int, ZeroDivisionError if d is 0."""
        raise NotImplementedError("task 1")

    # task 1: __repr__, __float__
    # task 2: __eq__, __hash__, __lt__ (and with total_ordering the other three comparisons)
    # task 3: __add__, __sub__, __mul__, __truediv__, the same with r in front, and __neg__


class Row:
    """Fractions in a row, which are added and multiplied entry by entry.

    >>> Row([1, Fraction(1, 2)]) + Row([2, 2])
    Row([Fraction(3, 1), Fraction(5, 2)])
    >>> len(3 * Row([1, 2]))
    2
    """

    def __init__(self, entries):
        """From fractions and whole numbers; TypeError for anything else."""
        raise NotImplementedError("task 4")

    # task 4: __len__, __getitem__, __add__, __mul__, __rmul__, __eq__, __repr__
