"""Exact fractions that take part in Python's arithmetic, comparisons and sets; and rows of them.

Not covered: powers, and arithmetic or comparison with float (a float is rarely the number it looks like).
"""

from functools import total_ordering
from math import gcd


@total_ordering
class Fraction:
    """n / d in lowest terms with d > 0. Never changed after it is made, so it may be a dictionary key."""

    def __init__(self, n: int, d: int = 1):
        if not isinstance(n, int) or not isinstance(d, int):
            raise TypeError(f"numerator and denominator must be int, not {n!r} and {d!r}")
        if d == 0:
            raise ZeroDivisionError(f"Fraction({n}, 0)")
        common = gcd(n, d) if d > 0 else -gcd(n, d)  # carries the sign of d, so that d ends up positive
        self.n = n // common
        self.d = d // common

    # A foreign operand gives NotImplemented: Python then asks the other side before it raises TypeError.

    def __add__(self, other):
        other = as_fraction(other)
        if other is NotImplemented:
            return NotImplemented
        return Fraction(self.n * other.d + other.n * self.d, self.d * other.d)

    def __mul__(self, other):
        other = as_fraction(other)
        if other is NotImplemented:
            return NotImplemented
        return Fraction(self.n * other.n, self.d * other.d)

    def __sub__(self, other):
        other = as_fraction(other)
        return NotImplemented if other is NotImplemented else self + -other

    def __truediv__(self, other):
        other = as_fraction(other)
        return NotImplemented if other is NotImplemented else self * Fraction(other.d, other.n)

    __radd__ = __add__  # 2 + x: int knows no Fraction, so Python calls x.__radd__(2)
    __rmul__ = __mul__

    def __rsub__(self, other):
        other = as_fraction(other)
        return NotImplemented if other is NotImplemented else other - self

    def __rtruediv__(self, other):
        other = as_fraction(other)
        return NotImplemented if other is NotImplemented else other / self

    def __neg__(self):
        return Fraction(-self.n, self.d)

    def __eq__(self, other):
        other = as_fraction(other)
        if other is NotImplemented:
            return NotImplemented
        return (self.n, self.d) == (other.n, other.d)  # lowest terms are unique

    def __lt__(self, other):
        other = as_fraction(other)
        if other is NotImplemented:
            return NotImplemented
        return self.n * other.d < other.n * self.d  # both denominators are positive

    def __hash__(self):
        # Equal things must hash equally, and Fraction(2) == 2.
        return hash(self.n) if self.d == 1 else hash((self.n, self.d))

    def __float__(self):
        return self.n / self.d

    def __repr__(self):
        return f"Fraction({self.n}, {self.d})"


def as_fraction(x):
    """x as a Fraction if it is one or an int, else NotImplemented."""
    if isinstance(x, Fraction):
        return x
    return Fraction(x) if isinstance(x, int) else NotImplemented


class Row:
    """Fractions in a row. It has a list and is none: the + of lists would join, and their * repeat."""

    def __init__(self, entries):
        self._entries = [as_fraction(x) for x in entries]
        if any(x is NotImplemented for x in self._entries):
            raise TypeError("a Row holds fractions and whole numbers, nothing else")

    def __len__(self):
        return len(self._entries)

    def __getitem__(self, key):
        found = self._entries[key]
        return Row(found) if isinstance(key, slice) else found

    def __add__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        if len(self) != len(other):
            raise ValueError(f"cannot add rows of lengths {len(self)} and {len(other)}")
        return Row([self[i] + other[i] for i in range(len(self))])

    def __mul__(self, factor):
        factor = as_fraction(factor)
        if factor is NotImplemented:
            return NotImplemented
        return Row([factor * x for x in self._entries])

    __rmul__ = __mul__

    def __eq__(self, other):
        return self._entries == other._entries if isinstance(other, Row) else NotImplemented

    def __repr__(self):
        return f"Row({self._entries})"
