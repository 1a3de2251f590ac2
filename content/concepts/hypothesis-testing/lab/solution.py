"""Tests: by permutation, Welch's t, chi-square for a table; how many draws a comparison needs; many tests.

Not covered: exact p-values of all permutations, tests of ranks, sequential tests.
"""

import math
from collections.abc import Callable

import numpy as np
from mylib.stats.distributions import Normal
from mylib.stats.intervals import t_cdf
from mylib.stats.montecarlo import MinStd as MinStd  # passed on: callers make their generator from here

Array = np.ndarray


def mean_difference(x: Array, y: Array) -> float:
    """Given: the mean of x minus the mean of y, a statistic for permutation_test."""
    return float(np.mean(x) - np.mean(y))


def chi2_tail(x: float, dof: int) -> float:
    """Given: P(X >= x) for the chi-square distribution with dof = 1, 2, ... degrees of freedom, and x >= 0.

    Two degrees more add one term: Q(a + 1, y) = Q(a, y) + y^a exp(-y) / Gamma(a + 1), a = dof/2, y = x/2.
    """
    y = x / 2
    a, tail = (1.0, math.exp(-y)) if dof % 2 == 0 else (0.5, math.erfc(math.sqrt(y)))
    while a < dof / 2:
        tail += y**a * math.exp(-y) / math.gamma(a + 1)
        a += 1
    return tail


def permutation_test(x: Array, y: Array, stat: Callable[[Array, Array], float], B: int, rng) -> float:
    """The two-sided p-value (1 + number of values as extreme as the observed one) / (B + 1).

    The n + m values are put into B random orders; the first n of each serve as x, the others as y. A value is
    as extreme if its size reaches that of the observed one, to nine digits: equal sums may be rounded apart.
    """
    pooled, n = np.concatenate([x, y]), len(x)
    extreme = abs(stat(pooled[:n], pooled[n:])) * (1 - 1e-9)
    count = 1  # the observed order is one of the possible ones
    for _ in range(B):
        shuffled = pooled[np.argsort([rng.random() for _ in pooled])]
        count += abs(stat(shuffled[:n], shuffled[n:])) >= extreme
    return count / (B + 1)


def welch_t(x: Array, y: Array) -> tuple[float, float, float]:
    """(t, degrees of freedom, two-sided p) for the difference of two means, variances not assumed equal.

    Raises ValueError if x or y has fewer than two values, or if neither of the two varies.
    Source: Welch (1938), with the degrees of freedom of Satterthwaite (1946).
    """
    n, m = len(x), len(y)
    if min(n, m) < 2:
        raise ValueError(f"{n} and {m} values: each sample needs two")
    a, b = np.var(x, ddof=1) / n, np.var(y, ddof=1) / m  # squared standard errors of the means
    if a + b == 0:
        raise ValueError("neither sample varies")
    t = mean_difference(x, y) / math.sqrt(a + b)
    df = (a + b) ** 2 / (a**2 / (n - 1) + b**2 / (m - 1))
    return t, float(df), 2 * max(t_cdf(-abs(t), df), 0.0)


def chi2_independence(table: Array) -> tuple[float, int, float]:
    """(chi2, degrees of freedom, p) for a table of counts, (r, c), without a correction for continuity.

    Raises ValueError unless there are two rows and columns or more, no negative count, and a positive sum in
    each row and column. Source: Pearson (1900).
    """
    table = np.asarray(table)
    rows, columns = table.sum(axis=1, keepdims=True), table.sum(axis=0)  # (r, 1), (c,)
    if min(table.shape) < 2 or table.min() < 0 or min(rows.min(), columns.min()) == 0:
        raise ValueError("a table of counts needs two rows and columns, and none of them empty")
    expected = rows * columns / table.sum()  # (r, c)
    chi2 = float(np.sum((table - expected) ** 2 / expected))
    dof = (len(rows) - 1) * (len(columns) - 1)
    return chi2, dof, chi2_tail(chi2, dof)


def sample_size(delta: float, sigma: float, alpha: float = 0.05, power: float = 0.8) -> int:
    """The number of values in each of two samples to find a difference delta of means with this power.

    2 (z_{1 - alpha/2} + z_power)^2 sigma^2 / delta^2, rounded up: the normal approximation, two-sided.
    Raises ValueError if delta is 0.
    """
    if delta == 0:
        raise ValueError("no sample finds a difference of 0")
    z = np.sum(Normal(0, 1).ppf([1 - alpha / 2, power]))
    return math.ceil(2 * (z * sigma / delta) ** 2)


def benjamini_hochberg(p: Array, q: float) -> Array:
    """(m,) bool: which hypotheses are rejected at the false discovery rate q.

    With the sorted p-values p_(1) <= ... <= p_(m), the k smallest are rejected, k the largest number with
    p_(k) <= k q / m. For independent tests the share of false rejections is then at most q on average.
    Source: Benjamini and Hochberg (1995).
    """
    p = np.asarray(p)
    m = len(p)
    order = np.argsort(p)
    passing = p[order] <= q * np.arange(1, m + 1) / m
    k = max(
        np.flatnonzero(passing) + 1, default=0
    )  # a larger p-value that passes takes all smaller ones along
    rejected = np.zeros(m, dtype=bool)
    rejected[order[:k]] = True
    return rejected
