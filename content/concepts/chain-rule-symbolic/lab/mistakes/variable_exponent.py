"""A formula is let in as an exponent, and the rule for fixed exponents is applied to it.

The slope of `x ** x` then comes out as x times x to the power x - 1, which counts the movement of the base
and forgets that the exponent moves too. The rule was derived for a number in the exponent.

Ask yourself: what does the rule say about the slope of 2 to the power x, where the base does not move at all?
"""


def _init(self, base, exponent):
    self.children = (base,)
    self.exponent = exponent


def _eval(self, **values):
    exponent = self.exponent
    number = exponent.eval(**values) if isinstance(exponent, Expr) else exponent
    return math.pow(self.children[0].eval(**values), number)


def _diff(self, name):
    base, exponent = self.children[0], self.exponent
    if is_number(exponent) and exponent == 0:
        return Const(0)
    coefficient = exponent if isinstance(exponent, Expr) else Const(exponent)
    return coefficient * base ** (exponent - 1) * base.diff(name)


Pow.__init__, Pow.eval, Pow.diff = _init, _eval, _diff
