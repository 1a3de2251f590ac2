"""In a power, the exponent comes down and shrinks by one, but the base is taken for the variable itself.

For `x ** 3` nothing is missing, so the rule looks right. For `(2 * x + 1) ** 3` the slope is half of what it
should be. A power is an outer function like the others.

Ask yourself: in `(2 * x + 1) ** 3`, how fast does the base move when x moves?
"""


def _diff(self, name):
    if self.exponent == 0:
        return Const(0)
    return Const(self.exponent) * self.children[0] ** (self.exponent - 1)


Pow.diff = _diff
