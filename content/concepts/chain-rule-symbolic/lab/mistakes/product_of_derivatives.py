"""A product is differentiated factor by factor: u' times v'.

The derivative of `x * x` then comes out as 1 everywhere, although the square is flat at 0 and steep at 10.
When both factors grow a little, the product changes because of the first *and* because of the second.

Ask yourself: a rectangle has the sides u and v. Both grow by a hair. Which strips are added to its area?
"""


def _diff(self, name):
    left, right = self.children
    return left.diff(name) * right.diff(name)


Mul.diff = _diff
