"""Beliefs that are updated in closed form, with intervals and predictions; and a grid for all others.

An update gives a new object; the old one stays as it was. Not covered: several unknowns, samplers.
"""

import math
from collections.abc import Callable

import numpy as np
from mylib.stats.distributions import Normal

Array = np.ndarray


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
    """The share p of successes, believed to be Beta(a, b): density p^(a-1) (1-p)^(b-1) / B(a, b)."""

    def __init__(self, a: float, b: float) -> None:
        self.a, self.b = positive(a), positive(b)

    def update(self, k: int, n: int) -> "BetaBinomial":
        """The belief after k successes in n trials. Raises ValueError unless 0 <= k <= n."""
        return BetaBinomial(self.a + possible(k, n), self.b + n - k)

    @property
    def mean(self) -> float:
        return self.a / (self.a + self.b)

    @property
    def mode(self) -> float:
        """Where the density is largest, for a, b >= 1 that are not both 1. Raises ValueError otherwise."""
        if self.a < 1 or self.b < 1 or self.a + self.b == 2:
            raise ValueError(f"Beta({self.a}, {self.b}) has no single highest point in [0, 1]")
        return (self.a - 1) / (self.a + self.b - 2)

    def interval(self, level: float) -> tuple[float, float]:
        """(low, high) with equal tails: p is below low, and above high, with probability (1 - level) / 2."""
        tail = tail_of(level)
        return self.quantile(tail), self.quantile(1 - tail)

    def quantile(self, q: float) -> float:
        """The p with P(below p) = q, by bisection."""
        low, high = 0.0, 1.0
        for _ in range(60):  # 2^-60 is far below the spacing of floats near 1
            middle = (low + high) / 2
            if beta_cdf(middle, self.a, self.b) < q:
                low = middle
            else:
                high = middle
        return high

    def predictive(self, k: int, n: int) -> float:
        """P(k successes in n further trials) = C(n, k) B(a + k, b + n - k) / B(a, b), whatever p is.

        Raises ValueError unless 0 <= k <= n.
        """
        after = self.update(k, n)
        ways = -math.log(n + 1) - log_beta(k + 1, n - k + 1)  # log of n! / (k! (n - k)!)
        return math.exp(ways + log_beta(after.a, after.b) - log_beta(self.a, self.b))


class GammaPoisson:
    """The rate of a Poisson count, believed to be Gamma with shape a and rate b: mean a / b."""

    def __init__(self, a: float, b: float) -> None:
        self.a, self.b = positive(a), positive(b)

    def update(self, counts: Array) -> "GammaPoisson":
        """The belief after the counts: (n,). Raises ValueError unless all are whole and not negative."""
        counts = vector(counts)
        if np.any((counts < 0) | (counts != np.floor(counts))):
            raise ValueError("counts are whole numbers from 0 on")
        return GammaPoisson(self.a + float(np.sum(counts)), self.b + len(counts))

    @property
    def mean(self) -> float:
        return self.a / self.b

    def predictive(self, k: int) -> float:
        """P(next count is k) = G(a + k) / (k! G(a)) (b / (b + 1))^a (1 / (b + 1))^k, G the gamma function.

        Raises ValueError for k < 0.
        """
        ways = math.lgamma(self.a + k) - math.lgamma(self.a) - math.lgamma(k + 1)  # refuses k + 1 <= 0
        return math.exp(ways - self.a * math.log1p(1 / self.b) - k * math.log1p(self.b))


class NormalKnownVar:
    """The mean of Normal(mean, sigma) observations, sigma known; believed to be Normal(mu0, tau0)."""

    def __init__(self, mu0: float, tau0: float, sigma: float) -> None:
        self.mu0, self.tau0, self.sigma = float(mu0), positive(tau0), positive(sigma)

    def update(self, x: Array) -> "NormalKnownVar":
        """The belief after x: (n,). Precisions 1 / variance add up, and the means are weighted by them."""
        x = vector(x)
        before, each = 1 / self.tau0**2, 1 / self.sigma**2
        after = before + len(x) * each
        mu = (before * self.mu0 + each * float(np.sum(x))) / after
        return NormalKnownVar(mu, 1 / math.sqrt(after), self.sigma)

    def interval(self, level: float) -> tuple[float, float]:
        """(low, high) with equal tails for the mean."""
        tail = tail_of(level)
        low, high = Normal(self.mu0, self.tau0).ppf(np.array([tail, 1 - tail]))
        return float(low), float(high)

    def predictive(self) -> tuple[float, float]:
        """(mean, standard deviation) of the next observation: its own noise and the doubt about the mean."""
        return self.mu0, math.hypot(self.tau0, self.sigma)


def grid_posterior(
    logprior: Callable[[Array], Array], loglik: Callable[[Array], Array], grid: Array
) -> Array:
    """The posterior density at grid: (g,), ascending, with area 1 by the trapezoidal rule. Returns (g,).

    logprior and loglik take the grid and give (g,) values, up to constants; -inf where impossible.
    Raises ValueError if the grid does not ascend or has fewer than two points, or if all is impossible.
    """
    grid = vector(grid)
    gaps = np.diff(grid)
    if len(grid) < 2 or np.any(gaps <= 0):
        raise ValueError("the grid needs two points or more, in ascending order")
    score = np.asarray(logprior(grid)) + np.asarray(loglik(grid))
    top = np.max(score)
    if top == -np.inf:
        raise ValueError("no point of the grid is possible")
    height = np.exp(score - top)  # the largest is 1: nothing overflows
    return height / np.sum(gaps * (height[1:] + height[:-1]) / 2)


def positive(value: float) -> float:
    """value as a float. Raises ValueError unless it is positive."""
    if not value > 0:
        raise ValueError(f"a positive number is needed, not {value}")
    return float(value)


def possible(k: int, n: int) -> int:
    """k. Raises ValueError unless 0 <= k <= n."""
    if not 0 <= k <= n:
        raise ValueError(f"{k} successes in {n} trials are impossible")
    return k


def tail_of(level: float) -> float:
    """What is left on each side. Raises ValueError unless 0 < level < 1."""
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not {level}")
    return (1 - level) / 2


def vector(data: Array) -> Array:
    """data as a vector of floats; it may be empty. Raises ValueError unless it is a vector."""
    x = np.asarray(data, dtype=float)
    if x.ndim != 1:
        raise ValueError(f"a vector is needed, not shape {x.shape}")
    return x
