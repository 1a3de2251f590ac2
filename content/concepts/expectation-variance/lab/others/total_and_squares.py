"""Keeps the plain total, and the squared deviations from it (Youngs, Cramer); exact sums in integers."""

from math import lcm

from mylib.core.fraction import Fraction
from mylib.stats.finite import FiniteDist as FiniteDist


def expectation(dist, g=lambda x: x):
    """One common denominator for all terms, and a single division at the end."""
    terms = [p * g(x) for x, p in dist.table.items()]
    common = lcm(*[term.d for term in terms])
    return Fraction(sum(term.n * (common // term.d) for term in terms), common)


def variance(dist):
    """Sum over all pairs of outcomes of p q (x - y)^2, each pair once."""
    rows = list(dist.table.items())
    total = Fraction(0)
    for i, (x, p) in enumerate(rows):
        for y, q in rows[:i]:
            total += p * q * ((x - y) * (x - y))
    return total


class RunningMoments:
    def __init__(self, n=0, total=0.0, squares=0.0):
        self.n, self._total, self._squares = n, total, squares

    def push(self, x):
        n = self.n + 1
        total = self._total + x
        if n > 1:
            self._squares += (n * x - total) ** 2 / (n * (n - 1))
        self.n, self._total = n, total

    def merge(self, other):
        n, total = self.n + other.n, self._total + other._total
        squares = self._squares + other._squares
        if self.n and other.n:
            squares += (other._total / other.n - self._total / self.n) ** 2 * self.n / n * other.n
        return RunningMoments(n, total, squares)

    @property
    def mean(self):
        if self.n < 1:
            raise ValueError("no mean of nothing")
        return self._total / self.n

    def var(self, ddof=0):
        if ddof != 0 and ddof != 1:
            raise ValueError("ddof")
        if self.n - ddof < 1:
            raise ValueError("too few")
        return self._squares / (self.n - ddof)
