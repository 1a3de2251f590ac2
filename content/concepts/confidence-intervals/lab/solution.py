"""Confidence intervals: Student's for a mean, Wald's and Wilson's for a share, bootstrap percentiles.

Not covered: differences of two means, exact (Clopper-Pearson) intervals, and bias-corrected bootstraps.
"""

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
from mylib.stats.distributions import Normal, integrate
from mylib.stats.montecarlo import (
    MinStd as MinStd,
)  # passed on: callers make their generator from this module
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

    x: (n,) iid, exact if they are normal. Raises ValueError for n < 2, and unless 0 < level < 1.
    Source: Student (1908).
    """
    n = len(x)
    if n < 2:
        raise ValueError(f"{n} values say nothing about their spread")
    half = t_ppf(upper(level), n - 1) * np.std(x, ddof=1) / math.sqrt(n)
    return float(np.mean(x) - half), float(np.mean(x) + half)


def wald(k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """p +- z sqrt(p (1 - p) / n) with p = k / n: the textbook interval, bad where p is near 0 or 1.

    Raises ValueError unless 0 <= k <= n and n >= 1, and unless 0 < level < 1.
    """
    z = normal_quantile(k, n, level)
    p = k / n
    half = z * math.sqrt(p * (1 - p) / n)
    return p - half, p + half


def wilson(k: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """All p with |k / n - p| <= z sqrt(p (1 - p) / n): the error is taken at p, not at its estimate.

    Raises ValueError as wald does. Source: Wilson (1927).
    """
    z = normal_quantile(k, n, level)
    centre = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(k * (n - k) / n + z * z / 4)
    return centre - half, centre + half


def bootstrap_ci(x: Array, stat: Callable[[Array], float], level: float, B: int, rng) -> tuple[float, float]:
    """From the (1 - level) / 2 quantile to the (1 + level) / 2 quantile of B bootstrap values of stat.

    Quantiles as those of np.quantile. Raises ValueError unless 0 < level < 1. Source: Efron (1979).
    """
    q = upper(level)
    low, high = np.quantile(bootstrap(x, stat, B, rng), [1 - q, q])
    return float(low), float(high)


def coverage(method: Callable, sampler: Callable, truth: float, reps: int, rng) -> float:
    """The share of reps intervals method(sampler(rng)) that contain truth, ends included."""
    covered = 0
    for _ in range(reps):
        low, high = method(sampler(rng))
        covered += low <= truth <= high
    return covered / reps


def upper(level: float) -> float:
    """The probability below the upper end: 0.975 for the level 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"the level must lie between 0 and 1, not {level}")
    return (1 + level) / 2


def normal_quantile(k: int, n: int, level: float) -> float:
    """z for a level, once k successes in n trials are found possible."""
    if not 0 <= k <= n or n == 0:
        raise ValueError(f"{k} successes in {n} trials")
    return float(Normal(0, 1).ppf(upper(level)))
