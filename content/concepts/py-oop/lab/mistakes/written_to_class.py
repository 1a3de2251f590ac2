"""All your fractions are equal to the one made last: its numbers are kept in the class, not in the object.

`Fraction.n = ...` writes to the class itself, of which there is only one. What belongs to one object is
written through `self`, the name under which the method gets that object.

Ask yourself: after `a = Fraction(1, 3)` and `b = Fraction(2, 5)`, how many numbers have to be stored, and
where does each of them belong?
"""


def _init(self, n, d=1):
    if not isinstance(n, int) or not isinstance(d, int):
        raise TypeError("numerator and denominator must be int")
    if d == 0:
        raise ZeroDivisionError("the denominator is 0")
    common = gcd(n, d) if d > 0 else -gcd(n, d)
    Fraction.n = n // common
    Fraction.d = d // common


Fraction.__init__ = _init
