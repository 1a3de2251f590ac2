"""Keeps counts and precisions, the familiar parameters are properties; quantiles by guarded Newton."""

import math

import numpy as np
from mylib.stats.distributions import Normal


def log_beta(a: float, b: float) -> float:
    """Given: log B(a, b), the logarithm of the integral of p^(a-1) (1-p)^(b-1) over [0, 1]."""
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def beta_cdf(x: float, a: float, b: float) -> float:
    """Given: P(p <= x) for p ~ Beta(a, b), 0 < x < 1, by the power series of the smaller side.

    With x below the mean, it is x^a (1-x)^b / B(a, b) times the sum of t_0 = 1/a, t_1, t_2, ... where
    t_{k+1} = t_k x (a+b+k) / (a+1+k). Leave it as it is.
    """
    turned = x * (a + b) > a
    if turned:
        x, a, b = 1 - x, b, a
    term = total = 1 / a
    k = 0
    while total + term > total:
        term *= x * (a + b + k) / (a + 1 + k)
        total += term
        k += 1
    value = math.exp(a * math.log(x) + b * math.log1p(-x) - log_beta(a, b)) * total
    return 1 - value if turned else value


class BetaBinomial:
    def __init__(self, a, b):
        if min(a, b) <= 0:
            raise ValueError("both parameters must be positive")
        self._successes, self._total = a, a + b

    @property
    def a(self):
        return float(self._successes)

    @property
    def b(self):
        return float(self._total - self._successes)

    def update(self, k, n):
        if k < 0 or k > n:
            raise ValueError(f"{k} of {n}")
        return type(self)(self.a + k, self.b + n - k)

    @property
    def mean(self):
        return self._successes / self._total

    @property
    def mode(self):
        if self.a < 1 or self.b < 1 or self._total == 2:
            raise ValueError("no mode")
        return (self._successes - 1) / (self._total - 2)

    def density(self, p):
        return math.exp((self.a - 1) * math.log(p) + (self.b - 1) * math.log1p(-p) - log_beta(self.a, self.b))

    def interval(self, level):
        if level <= 0 or level >= 1:
            raise ValueError("level")
        ends = []
        for q in ((1 - level) / 2, 1 - (1 - level) / 2):
            low, high, p = 0.0, 1.0, self.mean
            for _ in range(200):
                gap = beta_cdf(p, self.a, self.b) - q
                low, high = (low, p) if gap >= 0 else (p, high)
                slope = self.density(p)
                p = p - gap / slope if slope > 0 else low  # Newton, as long as it stays inside
                if not low < p < high:
                    p = (low + high) / 2
            ends.append(p)
        return ends[0], ends[1]

    def predictive(self, k, n):
        if k < 0 or k > n:
            raise ValueError(f"{k} of {n}")
        rising = sum(math.log(self.a + i) for i in range(k)) + sum(math.log(self.b + i) for i in range(n - k))
        falling = sum(math.log(self._total + i) for i in range(n))
        return math.comb(n, k) * math.exp(rising - falling)


class GammaPoisson:
    def __init__(self, a, b):
        if not (a > 0 and b > 0):
            raise ValueError("both parameters must be positive")
        self.a, self.b = float(a), float(b)

    def update(self, counts):
        counts = np.array(counts, dtype=float)
        if counts.ndim != 1 or (counts < 0).any() or (counts % 1 != 0).any():
            raise ValueError("no counts")
        return type(self)(self.a + counts.sum(), self.b + counts.size)

    mean = property(lambda self: self.a / self.b)

    def predictive(self, k):
        if k < 0:
            raise ValueError(k)
        p = 1 / (1 + self.b)
        rising = sum(math.log((self.a + i) / (i + 1)) for i in range(k))
        return math.exp(rising + k * math.log(p) + self.a * math.log(1 - p))


class NormalKnownVar:
    def __init__(self, mu0, tau0, sigma):
        if min(tau0, sigma) <= 0:
            raise ValueError("spreads must be positive")
        self.sigma = float(sigma)
        self.precision = float(tau0) ** -2
        self.pull = self.precision * mu0

    @property
    def mu0(self):
        return float(self.pull / self.precision)

    @property
    def tau0(self):
        return float(self.precision**-0.5)

    def update(self, x):
        x = np.asarray(x, dtype=float)
        if x.ndim != 1:
            raise ValueError("one row of observations")
        after = type(self)(0.0, 1.0, self.sigma)
        after.precision = self.precision + len(x) * self.sigma**-2
        after.pull = self.pull + float(x.sum()) * self.sigma**-2
        return after

    def interval(self, level):
        if not 0 < level < 1:
            raise ValueError("level")
        return tuple(
            float(v) for v in Normal(self.mu0, self.tau0).ppf(np.array([(1 - level) / 2, (1 + level) / 2]))
        )

    def predictive(self):
        return self.mu0, math.sqrt(1 / self.precision + self.sigma**2)


def grid_posterior(logprior, loglik, grid):
    points = np.asarray(grid, dtype=float)
    if points.ndim != 1 or len(points) < 2 or not (np.diff(points) > 0).all():
        raise ValueError("grid")
    height = np.asarray(logprior(points)) + np.asarray(loglik(points))
    if not np.isfinite(height).any():
        raise ValueError("nowhere possible")
    height = np.exp(height - np.max(height))
    widths = np.zeros(len(points))  # half of the gap on each side belongs to a point
    widths[:-1] += np.diff(points) / 2
    widths[1:] += np.diff(points) / 2
    return height / float(np.sum(widths * height))
