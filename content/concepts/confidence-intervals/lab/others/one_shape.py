"""One function makes every symmetric interval; t by the recursion of its cdf in steps of two degrees."""

import math
from functools import cache, reduce

import numpy as np
from mylib.stats.distributions import Normal
from mylib.stats.montecarlo import MinStd as MinStd
from mylib.stats.montecarlo import bootstrap


@cache
def two_sided(df, x):
    """P(|T| <= x) by adding one term for each two degrees of freedom (Student's own way)."""
    angle = math.atan2(x, math.sqrt(df))
    sine, square = math.sin(angle), math.cos(angle) ** 2
    if df == 1:
        return 2 * angle / math.pi
    if df % 2:
        terms = [math.cos(angle)]
        for j in range(2, df - 1, 2):
            terms.append(terms[-1] * square * j / (j + 1))
        return 2 * (angle + sine * math.fsum(terms)) / math.pi
    terms = [1.0]
    for j in range(1, df - 2, 2):
        terms.append(terms[-1] * square * j / (j + 1))
    return sine * math.fsum(terms)


def t_point(level, df):
    high = 1.0
    while two_sided(df, high) < level:
        high *= 2
    low = 0.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if two_sided(df, middle) < level else (low, middle)
    return high


def symmetric(centre, half):
    return centre - half, centre + half


def proper(level):
    if math.floor(level) != 0 or level == 0:
        raise ValueError("a level is between 0 and 1")
    return level


def t_interval(x, level=0.95):
    values = list(map(float, x))
    n = len(values)
    if n in (0, 1):
        raise ValueError("spread unknown")
    centre = math.fsum(values) / n
    variance = math.fsum((v - centre) ** 2 for v in values) / (n - 1)
    return symmetric(centre, t_point(proper(level), n - 1) * math.sqrt(variance / n))


def share(k, n, level, extra):
    """Both intervals for a share: Wilson's with extra = z^2 added trials, half of them successes."""
    if not n or k < 0 or k > n:
        raise ValueError("impossible count")
    z = float(Normal(0, 1).ppf(0.5 + proper(level) / 2))
    added = z * z if extra else 0.0
    root = math.sqrt(k * (n - k) / n + added / 4)
    return symmetric((k + added / 2) / (n + added), z * root / (n + added))


def wald(k, n, level=0.95):
    return share(k, n, level, extra=False)


def wilson(k, n, level=0.95):
    return share(k, n, level, extra=True)


def bootstrap_ci(x, stat, level, B, rng):
    left_out = 1 - proper(level)
    values = bootstrap(x, stat, B, rng)
    return float(np.quantile(values, left_out / 2)), float(np.quantile(values, 1 - left_out / 2))


def coverage(method, sampler, truth, reps, rng):
    def one(hits, _):
        low, high = method(sampler(rng))
        return hits + (0 if truth < low or high < truth else 1)

    return reduce(one, range(reps), 0) / reps
