"""What plots are made of: quantiles, bins, boxes and whiskers, kernel densities, and pixels.

Data are finite numbers. Not covered: missing values, dates, ticks and axes.
"""

import math
from itertools import pairwise

import numpy as np


def quantile(x, q: float) -> float:
    """The value below which a share q of x: (n,) lies, on a straight line between neighbouring data."""
    ordered = np.sort(numbers(x))
    if not 0 <= q <= 1:
        raise ValueError(f"q is a share between 0 and 1, not {q}")
    place = q * (len(ordered) - 1)
    low, high = math.floor(place), math.ceil(place)
    return float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))


def histogram(x, bins=10, density: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """x: (n,), k bins -> ((k,) counts or densities, (k + 1,) edges). Bins are [a, b), the last one [a, b]."""
    x = numbers(x)
    edges = equal_edges(x, bins) if isinstance(bins, int) else np.asarray(bins)
    if len(edges) < 2 or not (np.diff(edges) > 0).all():
        raise ValueError(f"edges must increase, and be two at least: {edges}")  # for 0 bins there is one
    counts = np.array([((a <= x) & (x < b)).sum() for a, b in pairwise(edges)])
    counts[-1] += (x == edges[-1]).sum()
    if density:
        return counts / (counts.sum() * np.diff(edges)), edges  # area = height * width = share
    return counts, edges


def equal_edges(x: np.ndarray, k: int) -> np.ndarray:
    low, high = x.min(), x.max()
    if low == high:
        low, high = low - 0.5, high + 0.5
    return np.linspace(low, high, k + 1)


def box_stats(x) -> dict:
    """q1, med, q3, the whiskers' ends whislo and whishi, and the fliers beyond them, ascending."""
    x = np.sort(numbers(x))
    q1, med, q3 = (quantile(x, q) for q in (0.25, 0.5, 0.75))
    reach = 1.5 * (q3 - q1)
    inside = x[(x >= q1 - reach) & (x <= q3 + reach)]
    whislo, whishi = min(q1, inside[0]), max(q3, inside[-1])  # data, not fences
    fliers = x[(x < whislo) | (x > whishi)]
    return {"q1": q1, "med": med, "q3": q3, "whislo": whislo, "whishi": whishi, "fliers": fliers}


def kde(x, grid, bw="scott") -> np.ndarray:
    """x: (n,), grid: (m,) -> (m,): the mean of n Gaussian bumps of standard deviation h, on the grid."""
    x, grid = numbers(x), np.asarray(grid)
    h = scott(x) if bw == "scott" else bw
    if isinstance(h, str) or h <= 0:
        raise ValueError(f"the bandwidth must be a number above 0, not {h!r}")
    z = (grid[:, None] - x) / h  # (m, n)
    return np.exp(-(z**2) / 2).mean(axis=1) / (h * math.sqrt(2 * math.pi))


def scott(x: np.ndarray) -> float:
    """Scott's rule: the standard deviation (dividing by n - 1) times n to the power -1/5."""
    n = len(x)
    if n < 2:
        raise ValueError("one value has no spread")
    return math.sqrt(((x - x.mean()) ** 2).sum() / (n - 1)) * n ** (-1 / 5)


def svg_plot(x, y, width: int = 400, height: int = 300, margin: int = 20) -> str:
    """A scatter plot as SVG: a circle for each point, smallest x left, smallest y at the bottom."""
    x, y = numbers(x), numbers(y)
    across = pixels(x, margin, width - margin)
    down = pixels(y, height - margin, margin)  # SVG counts rows from the top
    circles = [
        f'<circle cx="{a:.3f}" cy="{b:.3f}" r="3"/>' for a, b in zip(across, down, strict=True)
    ]  # or ValueError
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(circles)}</svg>'


def pixels(values: np.ndarray, start: float, end: float) -> np.ndarray:
    """The smallest value goes to start, the largest to end; equal values go to the middle."""
    low, high = values.min(), values.max()
    if low == high:
        return np.full(len(values), (start + end) / 2)
    return start + (values - low) / (high - low) * (end - start)


def numbers(x) -> np.ndarray:
    x = np.asarray(x, dtype=float)
    if x.size == 0:
        raise ValueError("there are no data")
    return x
