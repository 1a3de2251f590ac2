"""What plots are made of: quantiles, bins, boxes and whiskers, kernel densities, and pixels.

Data are finite numbers, in lists or arrays. No function changes what it is given.
"""

import math

import numpy as np


def quantile(x, q: float) -> float:
    """The value below which a share q of x: (n,) lies, on a straight line between neighbouring data.

    >>> quantile([10, 40, 20, 30], 0.5)
    25.0
    """
    raise NotImplementedError("task 1")


def histogram(x, bins=10, density: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """x: (n,), k bins -> ((k,) counts or densities, (k + 1,) edges). Bins are [a, b), the last one [a, b].

    >>> counts, edges = histogram([1, 2, 2, 3, 4], [1, 2, 4])
    >>> counts.tolist()
    [1, 4]
    """
    raise NotImplementedError("task 2")


def box_stats(x) -> dict:
    """q1, med, q3, the whiskers' ends whislo and whishi, and the fliers beyond them, ascending."""
    raise NotImplementedError("task 3")


def kde(x, grid, bw="scott") -> np.ndarray:
    """x: (n,), grid: (m,) -> (m,): the mean of n Gaussian bumps of standard deviation h, at each grid point.

    f(t) = 1/n sum_i 1/(h sqrt(2 pi)) exp(-((t - x_i)/h)^2 / 2)
    """
    raise NotImplementedError("task 4")


def svg_plot(x, y, width: int = 400, height: int = 300, margin: int = 20) -> str:
    """A scatter plot as SVG: a circle for each point, smallest x left, smallest y at the bottom."""
    raise NotImplementedError("task 5")
