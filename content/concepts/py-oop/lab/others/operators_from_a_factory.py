"""Operators made by a factory from formulas on (n, d) pairs, and Row built on collections.abc.Sequence."""

from collections.abc import Sequence
from functools import total_ordering
from math import gcd


def pair(x):
    if type(x) is Fraction:
        return x.n, x.d
    return (int(x), 1) if isinstance(x, int) else None


def both_sides(formula):
    """The ordinary and the reflected method of one formula."""

    def forward(self, other):
        right = pair(other)
        return NotImplemented if right is None else Fraction(*formula(self.n, self.d, *right))

    def backward(self, other):
        left = pair(other)
        return NotImplemented if left is None else Fraction(*formula(*left, self.n, self.d))

    return forward, backward


@total_ordering
class Fraction:
    def __init__(self, n, d=1):
        for part in (n, d):
            if not isinstance(part, int):
                raise TypeError(f"{part!r} is no whole number")
        if not d:
            raise ZeroDivisionError("denominator 0")
        if d < 0:
            n, d = -n, -d
        g = gcd(n, d)
        self.n, self.d = n // g, d // g

    __add__, __radd__ = both_sides(lambda a, b, c, d: (a * d + c * b, b * d))
    __sub__, __rsub__ = both_sides(lambda a, b, c, d: (a * d - c * b, b * d))
    __mul__, __rmul__ = both_sides(lambda a, b, c, d: (a * c, b * d))
    __truediv__, __rtruediv__ = both_sides(lambda a, b, c, d: (a * d, b * c))

    def __neg__(self):
        return 0 - self

    def __eq__(self, other):
        right = pair(other)
        return NotImplemented if right is None else (self.n, self.d) == right

    def __lt__(self, other):
        right = pair(other)
        return NotImplemented if right is None else self.n * right[1] < right[0] * self.d

    def __hash__(self):
        return hash((self.n, self.d)) if self.d > 1 else hash(self.n)

    def __float__(self):
        return self.n / self.d

    def __repr__(self):
        return "Fraction({}, {})".format(self.n, self.d)  # noqa: UP032 - another way of writing it


class Row(Sequence):
    def __init__(self, entries):
        entries = list(entries)
        if None in map(pair, entries):
            raise TypeError("no fraction")
        self.held = tuple(Fraction(*pair(x)) for x in entries)

    def __len__(self):
        return len(self.held)

    def __getitem__(self, key):
        return Row(self.held[key]) if isinstance(key, slice) else self.held[key]

    def __add__(self, other):
        if type(other) is not Row:
            return NotImplemented
        return Row(x + y for x, y in zip(self, other, strict=True))

    def __mul__(self, factor):
        return NotImplemented if pair(factor) is None else Row(x * factor for x in self)

    def __rmul__(self, factor):
        return self * factor if pair(factor) else NotImplemented

    def __eq__(self, other):
        if type(other) is not Row:
            return NotImplemented
        return self.held == other.held

    def __hash__(self):
        return hash(self.held)

    def __repr__(self):
        return f"Row({list(self.held)!r})"
