"""Whole arrays: all orders drawn first, chi-square by Pearson residuals, BH by adjusted p-values."""

import math

import numpy as np
from mylib.stats.distributions import Normal
from mylib.stats.intervals import t_cdf
from mylib.stats.montecarlo import MinStd as MinStd


def mean_difference(x, y):
    return np.mean(x) - np.mean(y)


def chi2_tail(x, dof):
    """By recursion in the degrees of freedom."""
    if dof == 1:
        return math.erfc(math.sqrt(x / 2))
    if dof == 2:
        return math.exp(-x / 2)
    more = (x / 2) ** (dof / 2 - 1) * math.exp(-x / 2) / math.gamma(dof / 2)
    return chi2_tail(x, dof - 2) + more


def permutation_test(x, y, stat, B, rng):
    x, y = np.array(x, dtype=float), np.array(y, dtype=float)
    pooled = np.r_[x, y]
    keys = np.array([[rng.random() for _ in range(pooled.size)] for _ in range(B)])
    observed = stat(x, y)
    orders = pooled[np.argsort(keys, axis=1)]
    values = np.array([stat(row[: x.size], row[x.size :]) for row in orders])
    return float((1 + np.sum(np.abs(values) >= (1 - 1e-9) * np.abs(observed))) / (1 + B))


def moments(x):
    x = np.asarray(x, dtype=float)
    if x.size < 2:
        raise ValueError(f"a sample of {x.size}")
    return x.mean(), x.var(ddof=1) / x.size, x.size - 1


def welch_t(x, y):
    means, errors, free = (np.array(column) for column in zip(moments(x), moments(y), strict=True))
    if not errors.any():
        raise ValueError("constant samples")
    t = -np.diff(means).item() / math.sqrt(errors.sum())
    df = errors.sum() ** 2 / np.sum(errors**2 / free)
    return t, df.item(), 2 * abs(t_cdf(-abs(t), df.item()))


def chi2_independence(table):
    observed = np.array(table, dtype=float)
    if observed.shape[0] == 1 or observed.shape[1] == 1 or (observed < 0).any():
        raise ValueError("no table of counts")
    shares = observed.sum(axis=1) / observed.sum(), observed.sum(axis=0) / observed.sum()
    if (shares[0] == 0).any() or (shares[1] == 0).any():
        raise ValueError("an empty row or column")
    expected = observed.sum() * np.multiply.outer(*shares)
    residuals = (observed - expected) / np.sqrt(expected)
    chi2 = np.square(residuals).sum().item()
    dof = observed.size - sum(observed.shape) + 1
    return chi2, dof, chi2_tail(chi2, dof)


def sample_size(delta, sigma, alpha=0.05, power=0.8):
    effect = abs(delta) / sigma
    if effect == 0.0:
        raise ValueError("no effect to be found")
    z = float(Normal(0, 1).ppf(1 - alpha / 2)) + float(Normal(0, 1).ppf(power))
    return int(np.ceil((z * math.sqrt(2) / effect) ** 2))


def benjamini_hochberg(p, q):
    """Adjusted p-values: the smallest q at which each hypothesis would be rejected."""
    p = np.array(p, dtype=float)
    order = np.argsort(p)[::-1]
    scaled = p[order] * p.size / np.arange(p.size, 0, -1)
    adjusted = np.empty(p.size)
    adjusted[order] = np.minimum.accumulate(scaled)
    return adjusted <= q
