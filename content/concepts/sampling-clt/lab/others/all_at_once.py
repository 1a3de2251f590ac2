"""Whole arrays: all uniforms first, sine before cosine, a table of all indices for the bootstrap."""

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.stats.distributions import Fixed as Fixed
from mylib.stats.distributions import Uniform as Uniform


def uniforms(rng, *shape):
    return np.array([rng.random() for _ in range(int(np.prod(shape)))]).reshape(shape)


def box_muller(rng, n):
    u = uniforms(rng, (n + 1) // 2, 2)
    radius = np.sqrt(-2 * np.log1p(-u[:, 1]))
    turn = 2 * np.pi * u[:, 0]
    return (radius * np.array([np.sin(turn), np.cos(turn)])).T.ravel()[:n]


def monte_carlo(f, sampler, n, rng):
    y = np.asarray(f(sampler(rng, n))).astype(float)
    if y.size < 2:
        raise ValueError(f"{y.size} draws are too few")
    return y.mean().item(), (y.std(ddof=1) / y.size**0.5).item()


def bootstrap(data, stat, B, rng):
    data = np.array(data)
    if data.size == 0:
        raise ValueError("no data")
    index = np.floor(data.size * uniforms(rng, B, data.size)).astype(int)
    return np.fromiter((stat(row) for row in data[index]), dtype=float, count=B)
