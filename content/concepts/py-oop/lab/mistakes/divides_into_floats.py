"""Your numerator and denominator are floats such as 3.0: the cancelling is done with `/`.

`/` gives a float even where nothing is left over. A float has about 16 digits, so large fractions are no
longer exact; and the first sum ends in a TypeError, because its parts are no whole numbers any more.

Ask yourself: what does Python print for `6 / 2`, and what for `6 // 2`?
"""


def _init(self, n, d=1):
    if not isinstance(n, int) or not isinstance(d, int):
        raise TypeError("numerator and denominator must be int")
    if d == 0:
        raise ZeroDivisionError("the denominator is 0")
    common = gcd(n, d) if d > 0 else -gcd(n, d)
    self.n = n / common
    self.d = d / common


Fraction.__init__ = _init
