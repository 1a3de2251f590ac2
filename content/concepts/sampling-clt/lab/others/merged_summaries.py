"""Generators: normal values as an endless stream, two summaries merged, resampling by randbelow."""

import math
from itertools import islice

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.core.rng import randbelow
from mylib.stats.distributions import Fixed as Fixed
from mylib.stats.distributions import Uniform as Uniform
from mylib.stats.moments import RunningMoments


def normals(rng):
    while True:
        distance = math.sqrt(-2 * math.log(1 - rng.random()))
        angle = math.tau * rng.random()
        yield distance * math.cos(angle)
        yield distance * math.sin(angle)


def box_muller(rng, n):
    return np.fromiter(islice(normals(rng), n), dtype=float)


def monte_carlo(f, sampler, n, rng):
    """Two halves of the draws, merged: the summary does not care how the values came."""
    first, second = RunningMoments(), RunningMoments()
    for i, y in enumerate(f(sampler(rng, n))):
        (first if i % 2 else second).push(float(y))
    both = first.merge(second)
    return both.mean, math.sqrt(both.var(1)) / math.sqrt(both.n)


def bootstrap(data, stat, B, rng):
    population = tuple(data)
    if not population:
        raise ValueError("an empty sample says nothing")

    def again():
        return np.array([population[randbelow(rng, len(population))] for _ in population])

    return np.array([stat(again()) for _ in range(B)]) * 1.0
