"""The numbers of the report: ranking, calibration, cost, and intervals. NumPy alone.

y is 0 or 1 and p a probability, both of shape (n,). Intervals are 95 %: Wilson's for a rate, the percentile
bootstrap for everything else.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Z = 1.959963984540054
TIMES = 300  # draws of a bootstrap


def auprc(y: np.ndarray, p: np.ndarray) -> float:
    """Average precision: the mean over the frauds of the precision at their rank; ties share a step."""
    order = np.argsort(-p, kind="stable")
    hits = np.cumsum(y[order])
    last = np.r_[np.flatnonzero(np.diff(p[order])), len(p) - 1]  # the last of each run of equal scores
    precision, recall = hits[last] / (last + 1), hits[last] / hits[-1]
    return float(np.sum(np.diff(np.r_[0.0, recall]) * precision))


def auroc(y: np.ndarray, p: np.ndarray) -> float:
    """The chance that a fraud scores above an honest payment; ties count a half. NaN with one class."""
    _, rank, size = np.unique(p, return_inverse=True, return_counts=True)
    mid = (np.cumsum(size) - (size - 1) / 2)[rank]
    ones = int(y.sum())
    zeros = len(y) - ones
    if not ones or not zeros:
        return float("nan")
    return float((mid[y == 1].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def brier_skill(y: np.ndarray, p: np.ndarray, base: float) -> float:
    """1 - Brier score over that of the constant `base`, the rate that was known in training."""
    return float(1 - np.mean((p - y) ** 2) / np.mean((base - y) ** 2))


def quantile_bins(y: np.ndarray, p: np.ndarray, n: int = 10) -> list[tuple[float, float, int]]:
    """(mean p, share of y, size) for n bins of equal size, lowest p first."""
    parts = np.array_split(np.argsort(p, kind="stable"), n)
    return [(float(p[rows].mean()), float(y[rows].mean()), len(rows)) for rows in parts]


def ece(y: np.ndarray, p: np.ndarray) -> float:
    """Expected calibration error over ten quantile bins."""
    return float(sum(size * abs(mean - share) for mean, share, size in quantile_bins(y, p)) / len(y))


def cost_per_case(y: np.ndarray, p: np.ndarray, threshold: float, false_alarm: float, miss: float) -> float:
    """What one payment costs on average when all from `threshold` on are stopped."""
    stopped = p >= threshold
    return float((false_alarm * np.sum(stopped & (y == 0)) + miss * np.sum(~stopped & (y == 1))) / len(y))


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Wilson's interval for a rate; (0, 1) where nothing was seen."""
    if n == 0:
        return 0.0, 1.0
    share, zz = hits / n, Z * Z / n
    middle = (share + zz / 2) / (1 + zz)
    half = Z * np.sqrt(share * (1 - share) / n + zz / (4 * n)) / (1 + zz)
    return float(max(0.0, middle - half)), float(min(1.0, middle + half))


def bootstrap(
    score: Callable[[np.ndarray], float], n: int, seed: int, times: int | None = None
) -> tuple[float, float]:
    """Percentile interval of score(rows) over resampled rows; samples without a value are left out."""
    rng = np.random.default_rng(seed)
    values = np.array([score(rng.integers(0, n, n)) for _ in range(times or TIMES)])
    values = values[np.isfinite(values)]
    return tuple(float(v) for v in np.quantile(values, [0.025, 0.975])) if len(values) else (0.0, 1.0)
