"""Plain Python numbers: pairs by a complex exponential, Welford written out, choices by bisection."""

import cmath
import math
from bisect import bisect_right

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.stats.distributions import Fixed as Fixed
from mylib.stats.distributions import Uniform as Uniform


def box_muller(rng, n):
    values = []
    while len(values) < n:
        u = 0.0
        while u == 0.0:
            u = rng.random()
        z = math.sqrt(-2 * math.log(u)) * cmath.exp(2j * math.pi * rng.random())
        values += [z.real, z.imag]
    return np.array(values[:n])


def monte_carlo(f, sampler, n, rng):
    if n < 2:
        raise ValueError("at least two draws are needed")
    mean = squares = 0.0
    for i, y in enumerate(f(sampler(rng, n)), start=1):
        gap = y - mean
        mean += gap / i
        squares += gap * (y - mean)
    return float(mean), math.sqrt(squares / (n - 1) / n)


def bootstrap(data, stat, B, rng):
    """The unit interval is cut into n pieces of equal length."""
    if len(data) == 0:
        raise ValueError("no data")
    cuts = [i / len(data) for i in range(1, len(data))]
    return np.array(
        [float(stat(np.array([data[bisect_right(cuts, rng.random())] for _ in data]))) for _ in range(B)]
    )
