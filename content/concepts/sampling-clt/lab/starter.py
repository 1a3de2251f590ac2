"""Normal draws, averages with their standard error, and resampling: what chance can compute."""

from collections.abc import Callable

import numpy as np

# Your own; the checks take these three from here, so leave the lines.
from mylib.core.rng import MinStd as MinStd
from mylib.stats.distributions import Fixed as Fixed
from mylib.stats.distributions import Uniform as Uniform

Array = np.ndarray


def box_muller(rng, n: int) -> Array:
    """(n,) independent standard normal draws, two from each pair of uniforms u in (0, 1] and v in [0, 1):

    sqrt(-2 log u) cos(2 pi v)  and  sqrt(-2 log u) sin(2 pi v).

    >>> box_muller(Fixed([0.5, 0.5]), 2).round(8)  # u = v = 1/2: the angle is 180 degrees
    array([-1.17741002,  0.        ])
    """
    raise NotImplementedError("task 1")


def monte_carlo(f: Callable[[Array], Array], sampler: Callable, n: int, rng) -> tuple[float, float]:
    """(estimate of E[f(X)], its standard error s / sqrt(n)), from n independent draws of X.

    sampler(rng, n) gives the draws, (n,); f takes them all and returns (n,) numbers or truth values.
    Raises ValueError for n < 2.

    >>> monte_carlo(lambda x: 10 * x, lambda rng, n: np.array([1.0, 2.0, 4.0, 5.0]), 4, MinStd(1))
    (30.0, 9.128709291752768)
    """
    raise NotImplementedError("task 2")


def bootstrap(data: Array, stat: Callable[[Array], float], B: int, rng) -> Array:
    """(B,) values of stat, each on n draws with replacement from the n values of data.

    Raises ValueError if there are no data.

    >>> bootstrap([7.0], np.mean, 3, MinStd(1))
    array([7., 7., 7.])
    """
    raise NotImplementedError("task 3")
