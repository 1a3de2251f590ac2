"""A negative denominator stays where it is: 1/-2 and -1/2 are kept as different pairs, and are not equal.

Lowest terms alone do not make the pair unique, since (n, d) and (-n, -d) are the same number. Comparisons go
wrong as well: multiplying both sides of a < b by a negative number turns the sign round.

Ask yourself: which of the two pairs for minus one half should be kept, and for which d must both be changed?
"""


def _init(self, n, d=1):
    if not isinstance(n, int) or not isinstance(d, int):
        raise TypeError("numerator and denominator must be int")
    if d == 0:
        raise ZeroDivisionError("the denominator is 0")
    common = gcd(n, d)
    self.n = n // common
    self.d = d // common


Fraction.__init__ = _init
