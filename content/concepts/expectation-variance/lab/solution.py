"""Expectation and variance: exact for finite distributions, and of a stream of floats in one stable pass.

Not covered: covariance, higher moments, and values that leave the stream again.
"""

from collections.abc import Callable

from mylib.core.fraction import Fraction
from mylib.stats.finite import FiniteDist


def expectation(dist: FiniteDist, g: Callable = lambda x: x) -> Fraction:
    """E[g(X)] = sum of g(x) P(X = x), exactly. g gives an int or a Fraction; by default g(x) = x."""
    return sum((p * g(x) for x, p in dist.table.items()), Fraction(0))


def variance(dist: FiniteDist) -> Fraction:
    """Var(X) = E[(X - E[X])^2], exactly. Outcomes are int or Fraction."""
    mean = expectation(dist)
    return expectation(dist, lambda x: (x - mean) * (x - mean))


class RunningMoments:
    """Number, mean and variance of the values pushed so far. Three numbers are kept, whatever their count.

    Source: Welford (1962) for one value more; Chan, Golub and LeVeque (1979) for merging two summaries.
    """

    def __init__(self) -> None:
        self.n = 0
        self._mean = 0.0
        self._m2 = 0.0  # the sum of (x - mean)^2, small where the sum of x^2 would be huge

    def push(self, x: float) -> None:
        """Take one value in."""
        self.n += 1
        before = x - self._mean
        self._mean += before / self.n
        self._m2 += before * (x - self._mean)  # distance to the old mean times distance to the new one

    def merge(self, other: "RunningMoments") -> "RunningMoments":
        """A new summary of all values of both; neither of the two is changed."""
        both = RunningMoments()
        both.n = self.n + other.n
        if both.n > 0:
            gap = other._mean - self._mean
            both._mean = self._mean + gap * other.n / both.n
            both._m2 = self._m2 + other._m2 + gap * gap * self.n * other.n / both.n
        return both

    @property
    def mean(self) -> float:
        """The average. Raises ValueError if nothing was pushed."""
        if self.n == 0:
            raise ValueError("no values, no mean")
        return self._mean

    def var(self, ddof: int = 0) -> float:
        """The sum of squared deviations divided by n - ddof.

        ddof 0: the variance of these values; ddof 1: the estimate for the population they were drawn from.
        Raises ValueError for another ddof, or if there are not more than ddof values.
        """
        if ddof not in (0, 1):
            raise ValueError(f"ddof is 0 or 1, not {ddof}")
        if self.n <= ddof:
            raise ValueError(f"{self.n} values are too few for ddof = {ddof}")
        return self._m2 / (self.n - ddof)
