"""With the number on the left, the two sides are exchanged: `1 - x` is computed as x - 1, `1 / x` as x / 1.

Python calls the reflected method of the *right* operand, with the left one as the argument. For sums and
products the order does not matter; here it does.

Ask yourself: in `1 - x`, which of the two is `self` inside `__rsub__`?
"""

Expr.__rsub__ = Expr.__sub__
Expr.__rtruediv__ = Expr.__truediv__
