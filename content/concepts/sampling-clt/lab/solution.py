"""Normal draws, averages with their standard error, and resampling: what chance can compute.

Not covered: faster normal generators, variance reduction, and draws that depend on each other.
"""

import math
from collections.abc import Callable

import numpy as np
from mylib.core.rng import MinStd as MinStd  # passed on: callers make their generator from this module
from mylib.stats.distributions import Fixed as Fixed
from mylib.stats.distributions import Uniform as Uniform
from mylib.stats.moments import RunningMoments

Array = np.ndarray


def box_muller(rng, n: int) -> Array:
    """(n,) independent standard normal draws, two from each pair of uniforms.

    sqrt(-2 log u) cos(2 pi v) and sqrt(-2 log u) sin(2 pi v), with u in (0, 1] and v in [0, 1).
    Source: Box and Muller (1958).
    """
    pairs = (n + 1) // 2  # an odd n leaves the last value out
    u = np.array([1 - rng.random() for _ in range(pairs)])  # never 0, which has no logarithm
    v = np.array([rng.random() for _ in range(pairs)])
    radius, angle = np.sqrt(-2 * np.log(u)), 2 * np.pi * v
    return np.concatenate([radius * np.cos(angle), radius * np.sin(angle)])[:n]


def monte_carlo(f: Callable[[Array], Array], sampler: Callable, n: int, rng) -> tuple[float, float]:
    """(estimate of E[f(X)], its standard error s / sqrt(n)), from n independent draws of X.

    sampler(rng, n) gives the draws, (n,); f takes them all and returns (n,) numbers or truth values.
    Raises ValueError for n < 2, where nothing can be said of the error.
    """
    moments = RunningMoments()
    for value in f(sampler(rng, n)):
        moments.push(value)
    s = math.sqrt(moments.var(ddof=1))  # refuses a single value
    return float(moments.mean), s / math.sqrt(n)


def bootstrap(data: Array, stat: Callable[[Array], float], B: int, rng) -> Array:
    """(B,) values of stat, each on n draws with replacement from the n values of data.

    Raises ValueError if there are no data. Source: Efron (1979).
    """
    data = np.asarray(data)
    n = len(data)
    if n == 0:
        raise ValueError("no data to draw from")
    replicates = []
    for _ in range(B):
        drawn = [int(n * rng.random()) for _ in range(n)]  # indices 0..n - 1, repeats welcome
        replicates.append(stat(data[drawn]))
    return np.array(replicates, dtype=float)
