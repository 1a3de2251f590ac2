"""Two fractions that differ only in the seventeenth digit have no order in your version: you compare floats.

A float has about 16 digits, so two different fractions may be rounded to the same one. Then neither is less
than the other, and sorting leaves them as they stand.

Ask yourself: is n1/d1 less than n2/d2? Multiply both sides by d1 and d2, which are above 0. Which two whole
numbers are left to be compared?
"""


def _lt(self, other):
    other = as_fraction(other)
    return NotImplemented if other is NotImplemented else float(self) < float(other)


Fraction.__lt__ = _lt
