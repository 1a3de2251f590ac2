"""`1 - x` gives what `x - 1` should give, and `2 / x` gives `x / 2`.

For sums and products a reflected method may be the same as the ordinary one, since 2 + x equals x + 2. For
differences and quotients the order matters. `x.__rsub__(1)` is asked for 1 - x: the argument stands on the
left.

Ask yourself: in `__rsub__(self, other)`, which of the two stands on the left of the minus sign?
"""

Fraction.__rsub__ = Fraction.__sub__
Fraction.__rtruediv__ = Fraction.__truediv__
