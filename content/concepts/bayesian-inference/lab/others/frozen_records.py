"""Frozen dataclasses; data one by one; predictions as products of ratios, without gamma functions."""

import math
from dataclasses import dataclass, replace

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


def refuse_unless(condition):
    if not condition:
        raise ValueError("not possible")


@dataclass(frozen=True)
class BetaBinomial:
    a: float
    b: float

    def __post_init__(self):
        refuse_unless(self.a > 0 and self.b > 0)
        object.__setattr__(self, "a", float(self.a))
        object.__setattr__(self, "b", float(self.b))

    def update(self, k, n):
        refuse_unless(0 <= k <= n)
        return replace(self, a=self.a + k, b=self.b + (n - k))

    @property
    def mean(self):
        return 1 / (1 + self.b / self.a)

    @property
    def mode(self):
        refuse_unless(min(self.a, self.b) >= 1 and max(self.a, self.b) > 1)
        return (self.a - 1) / ((self.a - 1) + (self.b - 1))

    def interval(self, level):
        refuse_unless(0 < level < 1)
        return tuple(self._root(q) for q in ((1 - level) / 2, (1 + level) / 2))

    def _root(self, q):
        ends = (0.0, 1.0)
        while True:
            middle = sum(ends) / 2
            if middle in ends:
                return middle
            ends = (middle, ends[1]) if beta_cdf(middle, self.a, self.b) < q else (ends[0], middle)

    def predictive(self, k, n):
        """One trial after the other: each success has the mean of the belief at that moment."""
        refuse_unless(0 <= k <= n)
        chance, belief = float(math.comb(n, k)), self
        for success in [True] * k + [False] * (n - k):
            chance *= belief.mean if success else 1 - belief.mean
            belief = belief.update(int(success), 1)
        return chance


@dataclass(frozen=True)
class GammaPoisson:
    a: float
    b: float

    def __post_init__(self):
        refuse_unless(self.a > 0 and self.b > 0)
        object.__setattr__(self, "a", float(self.a))
        object.__setattr__(self, "b", float(self.b))

    def update(self, counts):
        refuse_unless(np.ndim(counts) == 1)
        total = watched = 0
        for count in counts:
            refuse_unless(count >= 0 and int(count) == count)
            total, watched = total + int(count), watched + 1
        return GammaPoisson(self.a + total, self.b + watched)

    @property
    def mean(self):
        return self.a / self.b

    def predictive(self, k):
        refuse_unless(k >= 0)
        chance = (self.b / (self.b + 1)) ** self.a
        for i in range(k):
            chance *= (self.a + i) / ((i + 1) * (self.b + 1))
        return chance


@dataclass(frozen=True)
class NormalKnownVar:
    mu0: float
    tau0: float
    sigma: float

    def __post_init__(self):
        refuse_unless(self.tau0 > 0 and self.sigma > 0)
        for name in ("mu0", "tau0", "sigma"):
            object.__setattr__(self, name, float(getattr(self, name)))

    def update(self, x):
        refuse_unless(np.ndim(x) == 1)
        belief = self
        for value in np.asarray(x, dtype=float):  # one at a time: the order does not matter
            gain = belief.tau0**2 / (belief.tau0**2 + self.sigma**2)
            belief = replace(
                belief, mu0=belief.mu0 + gain * (value - belief.mu0), tau0=belief.tau0 * math.sqrt(1 - gain)
            )
        return belief

    def interval(self, level):
        refuse_unless(0 < level < 1)
        half = self.tau0 * float(Normal(0, 1).ppf(np.array([(1 + level) / 2]))[0])
        return self.mu0 - half, self.mu0 + half

    def predictive(self):
        return self.mu0, (self.tau0**2 + self.sigma**2) ** 0.5


def grid_posterior(logprior, loglik, grid):
    refuse_unless(np.ndim(grid) == 1 and len(grid) > 1)
    points = np.array(grid, dtype=float)
    refuse_unless(bool(np.all(points[1:] > points[:-1])))
    score = np.array(logprior(points)) + np.array(loglik(points))
    refuse_unless(bool(np.any(score > -np.inf)))
    height = np.exp(score - score.max())
    return height / np.trapezoid(height, points)
