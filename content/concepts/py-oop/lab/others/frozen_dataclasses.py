"""Frozen dataclasses: they write __repr__ for us, the parts cannot be changed, and Row holds its entries."""

from dataclasses import dataclass
from functools import total_ordering, wraps
from math import gcd


def with_number(method):
    """The second operand of the method as a Fraction, or NotImplemented for the whole."""

    @wraps(method)
    def asked(self, other):
        if isinstance(other, int):
            other = Fraction(other)
        return method(self, other) if isinstance(other, Fraction) else NotImplemented

    return asked


@total_ordering
@dataclass(frozen=True, eq=False, repr=False)
class Fraction:
    n: int
    d: int = 1

    def __post_init__(self):
        if not all(isinstance(part, int) for part in (self.n, self.d)):
            raise TypeError((self.n, self.d))
        if self.d == 0:
            raise ZeroDivisionError(self.n)
        common = gcd(self.n, self.d) * (-1) ** (self.d < 0)
        object.__setattr__(self, "n", self.n // common)
        object.__setattr__(self, "d", self.d // common)

    @with_number
    def __eq__(self, other):
        return self.n == other.n and self.d == other.d

    @with_number
    def __lt__(self, other):
        return self.n * other.d < self.d * other.n

    def __hash__(self):
        return hash(self.n) + (self.d - 1) * 1_000_003

    @with_number
    def __add__(self, other):
        common = gcd(self.d, other.d)
        return Fraction(
            self.n * (other.d // common) + other.n * (self.d // common), self.d // common * other.d
        )

    @with_number
    def __sub__(self, other):
        return Fraction(self.n * other.d - other.n * self.d, self.d * other.d)

    @with_number
    def __rsub__(self, other):
        return other - self

    @with_number
    def __mul__(self, other):
        return Fraction(self.n * other.n, self.d * other.d)

    @with_number
    def __truediv__(self, other):
        return self * other.turned_over()

    @with_number
    def __rtruediv__(self, other):
        return other * self.turned_over()

    __radd__, __rmul__ = __add__, __mul__

    def turned_over(self):
        return Fraction(self.d, self.n)

    def __neg__(self):
        return self * -1

    def __float__(self):
        return self.n / self.d

    def __repr__(self):
        return f"Fraction({self.n}, {self.d})"


@dataclass(frozen=True, repr=False)
class Row:
    entries: list

    def __post_init__(self):
        for x in self.entries:
            if not isinstance(x, int | Fraction):
                raise TypeError(x)
        object.__setattr__(self, "entries", [x * Fraction(1) for x in self.entries])

    def __len__(self):
        return len(self.entries)

    def __getitem__(self, key):
        return self.entries[key] if not isinstance(key, slice) else Row(self.entries[key])

    def __add__(self, other):
        if isinstance(other, Row):
            return Row([x + y for x, y in zip(self.entries, other.entries, strict=True)])
        return NotImplemented

    def __mul__(self, factor):
        if isinstance(factor, int | Fraction):
            return Row([x * factor for x in self.entries])
        return NotImplemented

    __rmul__ = __mul__

    def __repr__(self):
        return f"Row({self.entries})"
