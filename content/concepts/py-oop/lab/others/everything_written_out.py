"""Every comparison and operator is written out; the divisor comes from Euclid, and Row keeps a tuple."""


def divisor(a, b):
    while b:
        a, b = b, a % b
    return abs(a)


class Fraction:
    __slots__ = ("d", "n")

    def __init__(self, n, d=1):
        if not (isinstance(n, int) and isinstance(d, int)):
            raise TypeError("whole numbers only")
        if d == 0:
            raise ZeroDivisionError
        shared = divisor(n, d)
        if d < 0:
            shared = -shared
        self.n = n // shared
        self.d = d // shared

    @staticmethod
    def of(x):
        if isinstance(x, int):
            return Fraction(x)
        return x if isinstance(x, Fraction) else None

    def compared(self, other):
        """A number with the sign of self - other, or None."""
        other = Fraction.of(other)
        return None if other is None else self.n * other.d - other.n * self.d

    def __eq__(self, other):
        difference = self.compared(other)
        return NotImplemented if difference is None else difference == 0

    def __lt__(self, other):
        difference = self.compared(other)
        return NotImplemented if difference is None else difference < 0

    def __le__(self, other):
        difference = self.compared(other)
        return NotImplemented if difference is None else difference <= 0

    def __gt__(self, other):
        difference = self.compared(other)
        return NotImplemented if difference is None else difference > 0

    def __ge__(self, other):
        difference = self.compared(other)
        return NotImplemented if difference is None else difference >= 0

    def __hash__(self):
        if self.d == 1:
            return hash(self.n)
        return hash(f"{self.n}/{self.d}")

    def __neg__(self):
        return Fraction(-self.n, self.d)

    def __add__(self, other):
        other = Fraction.of(other)
        if other is None:
            return NotImplemented
        return Fraction(self.n * other.d + self.d * other.n, self.d * other.d)

    def __radd__(self, other):
        return self + other if Fraction.of(other) is not None else NotImplemented

    def __sub__(self, other):
        other = Fraction.of(other)
        if other is None:
            return NotImplemented
        return Fraction(self.n * other.d - self.d * other.n, self.d * other.d)

    def __rsub__(self, other):
        return -self + other if Fraction.of(other) is not None else NotImplemented

    def __mul__(self, other):
        other = Fraction.of(other)
        if other is None:
            return NotImplemented
        return Fraction(self.n * other.n, self.d * other.d)

    def __rmul__(self, other):
        return self * other if Fraction.of(other) is not None else NotImplemented

    def __truediv__(self, other):
        other = Fraction.of(other)
        if other is None:
            return NotImplemented
        return Fraction(self.n * other.d, self.d * other.n)

    def __rtruediv__(self, other):
        other = Fraction.of(other)
        if other is None:
            return NotImplemented
        return Fraction(other.n * self.d, other.d * self.n)

    def __float__(self):
        return self.n / self.d

    def __repr__(self):
        return f"Fraction({self.n!r}, {self.d!r})"


class Row:
    def __init__(self, entries):
        made = []
        for x in entries:
            x = Fraction.of(x)
            if x is None:
                raise TypeError("a row of fractions only")
            made.append(x)
        self.content = tuple(made)

    def __len__(self):
        return len(self.content)

    def __getitem__(self, key):
        if isinstance(key, slice):
            return Row(self.content[key])
        return self.content[key]

    def __add__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        if len(other) != len(self):
            raise ValueError("different lengths")
        total = []
        for i, x in enumerate(self.content):
            total.append(x + other.content[i])
        return Row(total)

    def __mul__(self, c):
        if Fraction.of(c) is None:
            return NotImplemented
        return Row([x * c for x in self.content])

    def __rmul__(self, c):
        return self.__mul__(c)

    def __eq__(self, other):
        if not isinstance(other, Row):
            return NotImplemented
        return self.content == other.content

    def __repr__(self):
        return "Row([" + ", ".join(map(repr, self.content)) + "])"
