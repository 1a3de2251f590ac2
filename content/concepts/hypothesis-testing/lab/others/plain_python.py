"""Plain Python: Fisher-Yates shuffles, sums written out, the step-up search from the largest p-value down."""

import math
from statistics import NormalDist, fmean, variance

import numpy as np
from mylib.core.rng import shuffle
from mylib.stats.intervals import t_cdf
from mylib.stats.montecarlo import MinStd as MinStd


def mean_difference(x, y):
    return fmean(x) - fmean(y)


def chi2_tail(x, dof):
    """Odd and even sums, each written as one list of terms."""
    y = x / 2
    if dof % 2:
        terms = [math.sqrt(y) ** (2 * j - 1) / math.gamma(j + 0.5) for j in range(1, (dof + 1) // 2)]
        return math.erfc(math.sqrt(y)) + math.exp(-y) * math.fsum(terms)
    return math.exp(-y) * math.fsum(y**j / math.factorial(j) for j in range(dof // 2))


def permutation_test(x, y, stat, B, rng):
    values = [float(v) for v in x] + [float(v) for v in y]
    n = len(x)
    limit = abs(stat(np.array(values[:n]), np.array(values[n:])))
    hits = 0
    for _ in range(B):
        shuffle(rng, values)
        found = abs(stat(np.array(values[:n]), np.array(values[n:])))
        if found > limit or math.isclose(found, limit, rel_tol=1e-9):
            hits += 1
    return (hits + 1) / (B + 1)


def welch_t(x, y):
    x, y = [float(v) for v in x], [float(v) for v in y]
    if len(x) < 2 or len(y) < 2:
        raise ValueError("two values in each sample")
    a, b = variance(x) / len(x), variance(y) / len(y)
    if a == 0 and b == 0:
        raise ValueError("nothing varies")
    t = (fmean(x) - fmean(y)) / math.sqrt(a + b)
    share = a / (a + b)
    df = 1 / (share**2 / (len(x) - 1) + (1 - share) ** 2 / (len(y) - 1))
    outside = 1 - (t_cdf(abs(t), df) - t_cdf(-abs(t), df))
    return t, df, min(max(outside, 0.0), 1.0)


def chi2_independence(table):
    """sum of O^2 / E, less the total: the same number."""
    table = [[int(v) for v in row] for row in table]
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    if len(rows) < 2 or len(columns) < 2 or any(v < 0 for row in table for v in row):
        raise ValueError("not a table of counts")
    if 0 in rows or 0 in columns:
        raise ValueError("an empty row or column")
    total = sum(rows)
    chi2 = 0.0
    for row, r in zip(table, rows, strict=True):
        for v, c in zip(row, columns, strict=True):
            expected = r * c / total
            chi2 += (v - expected) * (v - expected) / expected
    dof = (len(rows) - 1) * (len(columns) - 1)
    return chi2, dof, chi2_tail(chi2, dof)


def sample_size(delta, sigma, alpha=0.05, power=0.8):
    if not delta:
        raise ValueError("delta is 0")
    normal = NormalDist()
    z = normal.inv_cdf(power) - normal.inv_cdf(alpha / 2)
    exact = 2 * z * z * sigma * sigma / (delta * delta)
    return int(exact) + (exact > int(exact))


def benjamini_hochberg(p, q):
    p = [float(v) for v in p]
    m = len(p)
    for k, limit in enumerate(sorted(p, reverse=True)):
        if limit <= q * (m - k) / m:
            return np.array([v <= limit for v in p])
    return np.array([False] * m)
