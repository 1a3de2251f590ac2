"""The slope of a negative power has lost its sign, so quotients seem to rise where they fall.

For positive exponents everything is right. A quotient is a product with a power of exponent -1, and the
number that comes down in front of it is negative too.

Ask yourself: does 1/x rise or fall as x grows from 1 to 2?
"""


def _diff(self, name):
    base = self.children[0]
    if self.exponent == 0:
        return Const(0)
    return Const(abs(self.exponent)) * base ** (self.exponent - 1) * base.diff(name)


Pow.diff = _diff
