"""Tests: by permutation, Welch's t, chi-square for a table; how many draws a comparison needs; many tests."""

import math
from collections.abc import Callable

import numpy as np
from mylib.stats.distributions import Normal  # your own
from mylib.stats.intervals import t_cdf
from mylib.stats.montecarlo import MinStd as MinStd  # the checks take it from here, so leave this line

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

    x: (n,), y: (m,). The n + m values are put into B random orders; the first n of each serve as x, the
    others as y. A value v of stat is as extreme as the observed one if |v| >= (1 - 1e-9) |observed|.

    >>> permutation_test([1.0, 1.0], [1.0, 1.0], mean_difference, 9, MinStd(1))
    1.0
    """
    raise NotImplementedError("task 1")


def welch_t(x: Array, y: Array) -> tuple[float, float, float]:
    """(t, degrees of freedom, two-sided p) for the difference of two means. With a = s_x^2/n, b = s_y^2/m:

    t = (mean(x) - mean(y)) / sqrt(a + b),  df = (a + b)^2 / (a^2 / (n - 1) + b^2 / (m - 1)).
    Raises ValueError if x or y has fewer than two values, or if neither of the two varies.

    >>> [round(number, 4) for number in welch_t([3.0, 5.0, 7.0], [6.0, 10.0, 14.0, 10.0])]
    [-2.5, 4.9091, 0.0554]
    """
    raise NotImplementedError("task 2")


def chi2_independence(table: Array) -> tuple[float, int, float]:
    """(chi2, degrees of freedom, p) for a table of counts, (r, c):

    chi2 = sum (observed - expected)^2 / expected, expected = row sum * column sum / total.
    Raises ValueError unless there are two rows and columns or more, no negative count, and a positive sum
    in each row and column.

    >>> chi2, dof, p = chi2_independence([[10, 20], [20, 10]])
    >>> round(chi2, 4), dof, round(p, 4)
    (6.6667, 1, 0.0098)
    """
    raise NotImplementedError("task 3")


def sample_size(delta: float, sigma: float, alpha: float = 0.05, power: float = 0.8) -> int:
    """The number of values in *each* of two samples to find a difference delta of means with this power:

    2 (z_{1 - alpha/2} + z_power)^2 sigma^2 / delta^2, rounded up. Raises ValueError if delta is 0.

    >>> sample_size(delta=5, sigma=10)
    63
    """
    raise NotImplementedError("task 4")


def benjamini_hochberg(p: Array, q: float) -> Array:
    """(m,) bool, in the order of p: which hypotheses are rejected at the false discovery rate q.

    With the sorted p-values p_(1) <= ... <= p_(m), the k smallest are rejected, k the largest number with
    p_(k) <= k q / m; none if there is no such k.

    >>> benjamini_hochberg([0.5, 0.01, 0.045, 0.035], 0.0625)
    array([False,  True,  True,  True])
    """
    raise NotImplementedError("task 5")
