"""Expectation and variance: exact for finite distributions, and of a stream of floats in one stable pass."""

from collections.abc import Callable

from mylib.core.fraction import Fraction
from mylib.stats.finite import FiniteDist  # your own; the checks take it from here, so leave this line


def expectation(dist: FiniteDist, g: Callable = lambda x: x) -> Fraction:
    """E[g(X)] = sum of g(x) P(X = x), exactly. g gives an int or a Fraction; by default g(x) = x.

    >>> expectation(FiniteDist({1: 1, 2: 1, 6: 2}))
    Fraction(15, 4)
    """
    raise NotImplementedError("task 1")


def variance(dist: FiniteDist) -> Fraction:
    """Var(X) = E[(X - E[X])^2], exactly. Outcomes are int or Fraction.

    >>> variance(FiniteDist({0: 1, 4: 3}))
    Fraction(3, 1)
    """
    raise NotImplementedError("task 2")


class RunningMoments:
    """Number, mean and variance of the values pushed so far, without keeping the values.

    >>> moments = RunningMoments()
    >>> for x in (2.0, 4.0, 9.0):
    ...     moments.push(x)
    >>> moments.n, moments.mean, moments.var(ddof=1)
    (3, 5.0, 13.0)
    """

    def __init__(self) -> None:
        raise NotImplementedError("task 3")

    def push(self, x: float) -> None:
        """Take one value in."""
        raise NotImplementedError("task 3")

    def merge(self, other: "RunningMoments") -> "RunningMoments":
        """A new summary of all values of both; neither of the two is changed."""
        raise NotImplementedError("task 4")

    @property
    def mean(self) -> float:
        """The average. Raises ValueError if nothing was pushed."""
        raise NotImplementedError("task 3")

    def var(self, ddof: int = 0) -> float:
        """The sum of squared deviations divided by n - ddof.

        Raises ValueError unless ddof is 0 or 1, and if there are not more than ddof values.
        """
        raise NotImplementedError("task 3")
