"""6/4 is kept as 6 and 4: nothing is cancelled, and 6/4 does not equal 3/2.

One number has endlessly many pairs. As long as several of them occur, every method that looks at n and d has
to know that, and in a long calculation the numbers grow without end.

Ask yourself: by which whole number can both 6 and 4 be divided, and where is the one place to do it once for
all methods?
"""


def _init(self, n, d=1):
    if not isinstance(n, int) or not isinstance(d, int):
        raise TypeError("numerator and denominator must be int")
    if d == 0:
        raise ZeroDivisionError("the denominator is 0")
    self.n = n if d > 0 else -n
    self.d = abs(d)


Fraction.__init__ = _init
