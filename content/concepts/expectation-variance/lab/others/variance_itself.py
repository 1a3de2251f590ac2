"""Keeps the variance itself, as a moving average; the exact one from two copies: E[(X - Y)^2] / 2."""

from mylib.core.fraction import Fraction
from mylib.stats.finite import FiniteDist as FiniteDist
from mylib.stats.finite import joint


def expectation(dist, g=lambda x: x):
    images = dist.map(lambda x: (g(x), x))  # the outcome is kept, so that no two of them fall together
    return sum([value * p for (value, _), p in images.table.items()], Fraction(0))


def variance(dist):
    return expectation(joint(dist, dist), lambda pair: (pair[0] - pair[1]) * (pair[0] - pair[1])) / 2


class RunningMoments:
    def __init__(self):
        self.n = 0
        self.average = None
        self.spread = 0.0  # the population variance so far

    def push(self, x):
        self.n = self.n + 1
        if self.average is None:
            self.average = float(x)
            return
        step = (x - self.average) / self.n
        self.spread = (self.n - 1) * (self.spread / self.n + step * step)
        self.average = self.average + step

    def merge(self, other):
        new = type(self)()
        for part in (self, other):
            if part.n == 0:
                continue
            if new.n == 0:
                new.n, new.average, new.spread = part.n, part.average, part.spread
                continue
            whole = new.n + part.n
            p, q = new.n / whole, part.n / whole
            between = p * q * (part.average - new.average) ** 2
            new.spread = p * new.spread + q * part.spread + between
            new.average = new.average + q * (part.average - new.average)
            new.n = whole
        return new

    @property
    def mean(self):
        if self.average is None:
            raise ValueError("nothing was pushed")
        return self.average

    def var(self, ddof=0):
        if ddof == 0 and self.n > 0:
            return self.spread
        if ddof == 1 and self.n > 1:
            return self.spread * self.n / (self.n - 1)
        raise ValueError("not defined")
