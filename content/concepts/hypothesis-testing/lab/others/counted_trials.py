"""Search instead of formulas: n is counted up, BH tries every number of rejections, labels are shuffled."""

import math

import numpy as np
from mylib.core.rng import randbelow
from mylib.stats.distributions import Normal
from mylib.stats.intervals import t_cdf
from mylib.stats.moments import RunningMoments
from mylib.stats.montecarlo import MinStd as MinStd


def mean_difference(x, y):
    return float(sum(x) / len(x) - sum(y) / len(y))


def chi2_tail(x, dof):
    total, step = 0.0, dof
    while step > 2:
        step -= 2
        total += math.exp(step / 2 * math.log(x / 2) - x / 2 - math.lgamma(step / 2 + 1)) if x > 0 else 0.0
    return total + (math.exp(-x / 2) if step == 2 else math.erfc(math.sqrt(x / 2)))


def permutation_test(x, y, stat, B, rng):
    """The values stay where they are; places of the first sample are drawn one by one, then the others."""
    pooled = [*x, *y]

    def reordered():
        left = list(pooled)
        return [left.pop(randbelow(rng, len(left))) for _ in pooled]

    size = abs(stat(np.array(x), np.array(y)))
    n = len(x)
    found = [abs(stat(np.array(order[:n]), np.array(order[n:]))) for order in (reordered() for _ in range(B))]
    return (1 + len([value for value in found if value >= size - 1e-9 * size])) / (B + 1)


def summary(values):
    moments = RunningMoments()
    for value in values:
        moments.push(float(value))
    return moments


def welch_t(x, y):
    first, second = summary(x), summary(y)
    a, b = first.var(1) / first.n, second.var(1) / second.n  # refuses a single value
    if not a + b > 0:
        raise ValueError("no variation, no test")
    t = (first.mean - second.mean) * (a + b) ** -0.5
    df = (a + b) ** 2 / sum(e * e / (s.n - 1) for e, s in ((a, first), (b, second)))
    p = 2 * t_cdf(-abs(t), df)
    return t, df, p if p > 0 else 0.0


def chi2_independence(table):
    table = np.array(table)
    r, c = table.shape
    total = table.sum()
    if r == 1 or c == 1 or np.any(table < 0):
        raise ValueError(table)
    if not all(row.any() for row in table) or not all(column.any() for column in table.T):
        raise ValueError("no cases in a row or column")
    chi2 = 0.0
    for i in range(r):
        for j in range(c):
            expected = float(table[i].sum()) * float(table[:, j].sum()) / float(total)
            chi2 += (float(table[i, j]) - expected) ** 2 / expected
    return chi2, (r - 1) * (c - 1), chi2_tail(chi2, (r - 1) * (c - 1))


def sample_size(delta, sigma, alpha=0.05, power=0.8):
    """Doubling and halving until n is the smallest whose standard error is short enough."""
    if delta == 0:
        raise ValueError("any sample is too small")
    z = float(np.sum(Normal(0, 1).ppf(np.array([1 - alpha / 2, power]))))

    def enough(n):
        return z * sigma * math.sqrt(2 / n) <= abs(delta)

    high = 1
    while not enough(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


def benjamini_hochberg(p, q):
    p = np.array(p, dtype=float)
    justified = [k for k in range(1, len(p) + 1) if np.sum(p <= k * q / len(p)) >= k]
    if not justified:
        return np.zeros(len(p), dtype=bool)
    return p <= max(justified) * q / len(p)
