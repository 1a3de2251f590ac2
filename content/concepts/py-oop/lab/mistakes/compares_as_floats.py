"""Fractions that differ only in the seventeenth digit are equal in your version: you compare them as floats.

A float has about 16 digits, so two different fractions may be rounded to the same float. Then neither is less
than the other either, and sorting leaves them as they stand.

Ask yourself: n1/d1 and n2/d2 with positive denominators: which two whole numbers can be compared in their
place?
"""


def _eq(self, other):
    other = as_fraction(other)
    return NotImplemented if other is NotImplemented else float(self) == float(other)


def _lt(self, other):
    other = as_fraction(other)
    return NotImplemented if other is NotImplemented else float(self) < float(other)


Fraction.__eq__ = _eq
Fraction.__lt__ = _lt
