"""Beliefs that are updated in closed form, with intervals and predictions; and a grid for all others.

An update gives a new object; the old one stays as it was.
"""

import math
from collections.abc import Callable

import numpy as np
from mylib.stats.distributions import Normal  # yours: Normal(mu, sigma).ppf(q)

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
    """The share p of successes, believed to be Beta(a, b): density p^(a-1) (1-p)^(b-1) / B(a, b).

    >>> belief = BetaBinomial(2, 3).update(7, 10)
    >>> belief.a, belief.b, belief.mean
    (9.0, 6.0, 0.6)
    """

    def __init__(self, a: float, b: float) -> None:
        """Both must be positive, else ValueError; they are kept as the floats self.a and self.b."""
        raise NotImplementedError("task 1")

    def update(self, k: int, n: int) -> "BetaBinomial":
        """The belief after k successes in n trials. Raises ValueError unless 0 <= k <= n."""
        raise NotImplementedError("task 1")

    @property
    def mean(self) -> float:
        raise NotImplementedError("task 1")

    @property
    def mode(self) -> float:
        """Where the density is largest, for a, b >= 1 that are not both 1. Raises ValueError otherwise."""
        raise NotImplementedError("task 1")

    def interval(self, level: float) -> tuple[float, float]:
        """(low, high) with equal tails: p is below low, and above high, with probability (1 - level) / 2.

        Raises ValueError unless 0 < level < 1.

        >>> low, high = BetaBinomial(11, 2).interval(0.9)
        >>> round(low, 4), round(high, 4)
        (0.6613, 0.9695)
        """
        raise NotImplementedError("task 2")

    def predictive(self, k: int, n: int) -> float:
        """P(k successes in n further trials) = C(n, k) B(a + k, b + n - k) / B(a, b), whatever p is.

        Raises ValueError unless 0 <= k <= n.

        >>> round(BetaBinomial(1, 1).predictive(2, 3), 4)
        0.25
        """
        raise NotImplementedError("task 2")


class GammaPoisson:
    """The rate of a Poisson count, believed to be Gamma with shape a and rate b: mean a / b.

    >>> belief = GammaPoisson(2, 1).update([3, 0, 4])
    >>> belief.a, belief.b, belief.mean
    (9.0, 4.0, 2.25)
    """

    def __init__(self, a: float, b: float) -> None:
        """Both must be positive, else ValueError; they are kept as the floats self.a and self.b."""
        raise NotImplementedError("task 3")

    def update(self, counts: Array) -> "GammaPoisson":
        """The belief after the counts: (n,). Raises ValueError unless all are whole and not negative."""
        raise NotImplementedError("task 3")

    @property
    def mean(self) -> float:
        raise NotImplementedError("task 3")

    def predictive(self, k: int) -> float:
        """P(next count is k) = G(a + k) / (k! G(a)) (b / (b + 1))^a (1 / (b + 1))^k, G the gamma function.

        Raises ValueError for k < 0.
        """
        raise NotImplementedError("task 3")


class NormalKnownVar:
    """The mean of Normal(mean, sigma) observations, sigma known; believed to be Normal(mu0, tau0).

    >>> belief = NormalKnownVar(10, 2, 2).update([14.0, 18.0, 16.0])
    >>> belief.mu0, belief.tau0, belief.sigma
    (14.5, 1.0, 2.0)
    """

    def __init__(self, mu0: float, tau0: float, sigma: float) -> None:
        """tau0 and sigma must be positive, else ValueError; all three are kept as floats."""
        raise NotImplementedError("task 4")

    def update(self, x: Array) -> "NormalKnownVar":
        """The belief after x: (n,), n >= 0. Precisions 1 / variance add up and weight the means."""
        raise NotImplementedError("task 4")

    def interval(self, level: float) -> tuple[float, float]:
        """(low, high) with equal tails for the mean. Raises ValueError unless 0 < level < 1."""
        raise NotImplementedError("task 4")

    def predictive(self) -> tuple[float, float]:
        """(mean, standard deviation) of the next observation: its own noise and the doubt about the mean."""
        raise NotImplementedError("task 4")


def grid_posterior(
    logprior: Callable[[Array], Array], loglik: Callable[[Array], Array], grid: Array
) -> Array:
    """The posterior density at grid: (g,), ascending, with area 1 by the trapezoidal rule. Returns (g,).

    logprior and loglik take the grid and give (g,) values, up to constants; -inf where impossible.
    Raises ValueError if the grid does not ascend or has fewer than two points, or if all is impossible.

    >>> flat = grid_posterior(lambda t: 0 * t, lambda t: 0 * t, [0.0, 1.0, 4.0])
    >>> flat
    array([0.25, 0.25, 0.25])
    """
    raise NotImplementedError("task 5")
