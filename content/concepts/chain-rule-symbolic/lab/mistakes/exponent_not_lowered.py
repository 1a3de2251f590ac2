"""The exponent comes down in front of the power, but the power keeps its old exponent.

The slope of `x ** 2` at 3 comes out as 18. At 1, where all powers are 1, the mistake cannot be seen, which
is why 1 is a poor place for a test.

Ask yourself: the area of a square with side x grows by two strips. How long is each of them?
"""


def _diff(self, name):
    base = self.children[0]
    return Const(self.exponent) * self * base.diff(name)


Pow.diff = _diff
