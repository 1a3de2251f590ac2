"""Confidence intervals: Student's for a mean, Wald's and Wilson's for a share, bootstrap percentiles."""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from mylib.stats.distributions import Normal, integrate  # your own
from mylib.stats.montecarlo import MinStd as MinStd  # the checks take it from here, so leave this line
from mylib.stats.montecarlo import bootstrap

Array = np.ndarray


def t_cdf(x: float, df: float) -> float:
    """Given: P(T <= x) for the t distribution with df >= 1 degrees of freedom.

    Within 1e-12 for whole df; within 1e-10 for others, as long as |x| < 10 sqrt(df).

    With x = sqrt(df) tan(a) the density becomes a constant times cos(a)^(df - 1), which Simpson's rule likes.
    """
    constant = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(math.pi)
    return 0.5 + constant * integrate(lambda a: np.cos(a) ** (df - 1), 0, math.atan(x / math.sqrt(df)))


@lru_cache
def t_ppf(q: float, df: float) -> float:
    """Given: the x with t_cdf(x, df) = q, for q >= 1/2, by halving. What scipy.stats.t.ppf(q, df) gives."""
    low, high = 0.0, math.pi / 2  # of the angle a
    for _ in range(60):
        middle = (low + high) / 2
        if t_cdf(math.sqrt(df) * math.tan(middle), df) < q:
            low = middle
        else:
            high = middle
    return math.sqrt(df) * math.tan(high)


def t_interval(x: Array, level: float = 0.95) -> tuple[float, float]:
    """mean +- t s / sqrt(n) for the mean of the population; t has the probability (1 - level) / 2 above it.

    x: (n,). Raises ValueError for n < 2, and unless 0 < level < 1.

    >>> [round(end, 3) for end in t_interval([71.2, 69.8, 70.5, 72.1, 70.9])]
    [69.843, 71.957]
    """
    raise NotImplementedError("task 1")


def wald(k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """p +- z sqrt(p (1 - p) / n) with p = k / n, for k successes in n trials.

    Raises ValueError unless 0 <= k <= n and n >= 1, and unless 0 < level < 1.

    >>> [round(end, 4) for end in wald(18, 30)]
    [0.4247, 0.7753]
    """
    raise NotImplementedError("task 2")


def wilson(k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """All p with |k / n - p| <= z sqrt(p (1 - p) / n). With N = n + z^2:

    (k + z^2 / 2) / N  +-  (z / N) sqrt(k (n - k) / n + z^2 / 4). Raises ValueError as wald does.

    >>> [round(end, 4) for end in wilson(18, 30)]
    [0.4232, 0.7541]
    """
    raise NotImplementedError("task 2")


def bootstrap_ci(x: Array, stat: Callable[[Array], float], level: float, B: int, rng) -> tuple[float, float]:
    """From the (1 - level) / 2 quantile to the (1 + level) / 2 quantile of B bootstrap values of stat.

    Quantiles as those of np.quantile. Raises ValueError unless 0 < level < 1.

    >>> bootstrap_ci([7.0, 7.0], np.mean, 0.9, 5, MinStd(1))
    (7.0, 7.0)
    """
    raise NotImplementedError("task 3")


def coverage(method: Callable, sampler: Callable, truth: float, reps: int, rng) -> float:
    """The share of reps intervals method(sampler(rng)) that contain truth, ends included.

    >>> coverage(lambda x: (x - 1, x + 1), lambda rng: rng.random(), 1.0, 10, MinStd(1))
    1.0
    """
    raise NotImplementedError("task 4")
