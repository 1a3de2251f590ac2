"""A push is a merge with a summary of one value; the exact variance is E[X^2] - E[X]^2."""

from dataclasses import dataclass

from mylib.core.fraction import Fraction
from mylib.stats.finite import FiniteDist as FiniteDist


def expectation(dist, g=lambda x: x):
    total = Fraction(0)
    for outcome in dist.table:
        total = total + dist.table[outcome] * g(outcome)
    return total


def variance(dist):
    """Exact arithmetic has no cancellation, so the short formula is safe here."""
    mean = expectation(dist)
    return expectation(dist, lambda x: x * x) - mean * mean


@dataclass(frozen=True)
class Summary:
    n: int = 0
    mean: float = 0.0
    m2: float = 0.0

    def __add__(self, other):
        n = self.n + other.n
        if n == 0:
            return self
        share = other.n / n
        gap = other.mean - self.mean
        return Summary(n, self.mean + share * gap, self.m2 + other.m2 + self.n * share * gap**2)


class RunningMoments:
    def __init__(self, summary=Summary()):  # frozen, so it is safe to share
        self._summary = summary

    def push(self, x):
        self._summary = self._summary + Summary(1, float(x))

    def merge(self, other):
        return RunningMoments(self._summary + other._summary)

    @property
    def n(self):
        return self._summary.n

    @property
    def mean(self):
        if not self._summary.n:
            raise ValueError("empty")
        return self._summary.mean

    def var(self, ddof=0):
        freedom = self._summary.n - ddof
        if freedom < 1 or ddof < 0 or ddof > 1:
            raise ValueError("too few values, or another ddof")
        return self._summary.m2 / freedom
