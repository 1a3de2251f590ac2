"""Every end is searched for: t in a sum of cosines, Wilson in its inequality; sorted values."""

import math
from statistics import NormalDist, mean, stdev

import numpy as np
from mylib.stats.montecarlo import MinStd as MinStd
from mylib.stats.montecarlo import bootstrap


def t_upper(level, df):
    """By halving the angle a, x = sqrt(df) tan(a): P(|T| <= x) is a finite sum of cosines."""

    def inside(a):  # Abramowitz and Stegun, 26.7.3 and 26.7.4
        term, total = (math.cos(a), math.cos(a)) if df % 2 else (1.0, 1.0)
        for i in range(3 if df % 2 else 2, df, 2):
            term *= math.cos(a) ** 2 * (i - 1) / i
            total += term
        if df % 2 == 0:
            return math.sin(a) * total
        return 2 / math.pi * (a + (math.sin(a) * total if df > 1 else 0.0))

    low, high = 0.0, math.pi / 2
    while low < (low + high) / 2 < high:
        a = (low + high) / 2
        low, high = (a, high) if inside(a) < level else (low, a)
    return math.sqrt(df) * math.tan(high)


def checked(level):
    if level <= 0 or level >= 1:
        raise ValueError(level)
    return level


def t_interval(x, level=0.95):
    x = [float(v) for v in x]
    if len(x) < 2:
        raise ValueError("too few values")
    reach = t_upper(checked(level), len(x) - 1) * stdev(x) / len(x) ** 0.5
    return mean(x) - reach, mean(x) + reach


def wald(k, n, level=0.95):
    if k not in range(n + 1) or n < 1:
        raise ValueError((k, n))
    reach = NormalDist().inv_cdf(1 - (1 - checked(level)) / 2) * (k * (n - k) / n**3) ** 0.5
    return k / n - reach, k / n + reach


def wilson(k, n, level=0.95):
    if k not in range(n + 1) or n < 1:
        raise ValueError((k, n))
    z2 = NormalDist().inv_cdf((1 + checked(level)) / 2) ** 2

    def end(outside):
        inside = k / n
        for _ in range(200):
            p = (inside + outside) / 2
            if (k / n - p) ** 2 * n <= z2 * p * (1 - p):
                inside = p
            else:
                outside = p
        return inside

    return end(0.0), end(1.0)


def bootstrap_ci(x, stat, level, B, rng):
    tail = (1 - checked(level)) / 2
    values = sorted(bootstrap(x, stat, B, rng).tolist())

    def at(q):
        place = q * (B - 1)
        i = min(int(place), B - 2) if B > 1 else 0
        return values[i] + (place - i) * (values[min(i + 1, B - 1)] - values[i])

    return at(tail), at(1 - tail)


def coverage(method, sampler, truth, reps, rng):
    hits = 0
    for _ in range(reps):
        ends = np.asarray(method(sampler(rng)))
        hits += bool(ends[0] <= truth and truth <= ends[1])
    return hits / reps
