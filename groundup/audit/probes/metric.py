"""Metrics of predicted probabilities, and intervals by the bootstrap, all from a given seed.

`y` holds 0 and 1, `p` probabilities or scores, one for each row: arrays of shape (n,). METRICS maps a name,
as a run record spells it, to its function of (y, p). `bootstrap(metric, y, p, seed=...)` draws rows, or whole
groups where `groups` is given; `paired_bootstrap` draws the same rows for two predictions. Ordering metrics
(AUROC, AUPRC, recall at a false positive rate) need both classes and raise ValueError without: a draw that
has one class only is drawn again. Multi-class metrics are not here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Metric = Callable[[Floats, Floats], float]
TIMES = 1000  # draws: the ends of a 95 % interval move by about a fiftieth of its width between seeds
REDRAWS = 100  # for one draw; with both classes present in a few rows each, one or two are needed


@dataclass(frozen=True)
class Interval:
    """A value with its percentile interval."""

    value: float
    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


def auroc(y: Floats, p: Floats) -> float:
    """Area under the ROC curve: the chance that a positive row ranks above a negative one, ties half."""
    from scipy.stats import rankdata

    positives, negatives = _classes(y)
    ranks = rankdata(p)
    return float((ranks[y == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def auprc(y: Floats, p: Floats) -> float:
    """Average precision: the step-wise area under precision over recall."""
    from sklearn.metrics import average_precision_score

    _classes(y)
    return float(average_precision_score(y, p))


def recall_at_fpr(y: Floats, p: Floats, fpr: float = 0.01) -> float:
    """The highest recall of any threshold whose false positive rate is at most `fpr`."""
    from sklearn.metrics import roc_curve

    _classes(y)
    false, true, _ = roc_curve(y, p, drop_intermediate=False)
    return float(true[false <= fpr].max())


def f1(y: Floats, p: Floats, threshold: float = 0.5) -> float:
    """Harmonic mean of precision and recall where `p >= threshold` is called positive; 0 without a hit."""
    called = p >= threshold
    true = float(np.sum(called & (y == 1)))
    return 2 * true / (float(called.sum()) + float(y.sum())) if true else 0.0


def accuracy(y: Floats, p: Floats, threshold: float = 0.5) -> float:
    return float(np.mean((p >= threshold) == (y == 1)))


def brier(y: Floats, p: Floats) -> float:
    """Mean squared error of the probabilities: 0 is best, 0.25 is a coin's."""
    return float(np.mean((p - y) ** 2))


def brier_skill(y: Floats, p: Floats, rate: float) -> float:
    """1 - brier(p) / brier(rate): what is won over always saying the base rate of the training rows."""
    return 1 - brier(y, p) / brier(y, np.full(len(y), rate))


def log_loss(y: Floats, p: Floats) -> float:
    """Mean negative log likelihood in nats; probabilities are kept 1e-15 away from 0 and 1."""
    kept = np.clip(p, 1e-15, 1 - 1e-15)
    return float(-np.mean(y * np.log(kept) + (1 - y) * np.log(1 - kept)))


def ece(y: Floats, p: Floats, bins: int = 10) -> float:
    """Expected calibration error: |observed rate - mean probability| over bins of equal count, weighted.

    Rows of one probability are never parted between bins, so the outcome does not depend on their order.
    """
    edges = np.unique(np.quantile(p, np.linspace(0, 1, bins + 1)[1:-1]))
    place = np.searchsorted(edges, p, side="right")
    gaps = [
        abs(float(np.mean(y[place == one] - p[place == one]))) * np.sum(place == one) for one in set(place)
    ]
    return float(sum(gaps) / len(y))


def expected_cost(y: Floats, p: Floats, threshold: float, *, false_alarm: float, miss: float) -> float:
    """Cost per row where `p >= threshold` is called positive."""
    called = p >= threshold
    return float(np.mean(false_alarm * (called & (y == 0)) + miss * (~called & (y == 1))))


def best_threshold(y: Floats, p: Floats, *, false_alarm: float, miss: float) -> tuple[float, float]:
    """(threshold, cost per row) of the cheapest threshold on these rows, among their own and infinity."""
    candidates = [*np.unique(p), np.inf]
    costs = [expected_cost(y, p, one, false_alarm=false_alarm, miss=miss) for one in candidates]
    best = int(np.argmin(costs))
    return float(candidates[best]), costs[best]


METRICS: dict[str, Metric] = {
    "auroc": auroc,
    "auprc": auprc,
    "recall_at_fpr": recall_at_fpr,
    "f1": f1,
    "accuracy": accuracy,
    "brier": brier,
    "log_loss": log_loss,
    "ece": ece,
}


def bootstrap(
    metric: Metric,
    y: Any,
    p: Any,
    *,
    seed: int,
    times: int = TIMES,
    level: float = 0.95,
    groups: Any = None,
) -> Interval:
    """The metric with its percentile interval. `groups` (n,): rows of one group are drawn together."""
    return _interval([np.asarray(p, float)], lambda y, p: metric(y, p[0]), y, seed, times, level, groups)


def paired_bootstrap(
    metric: Metric,
    y: Any,
    p: Any,
    q: Any,
    *,
    seed: int,
    times: int = TIMES,
    level: float = 0.95,
    groups: Any = None,
) -> Interval:
    """metric(y, p) - metric(y, q), with its interval over the same draws of rows."""
    both = [np.asarray(p, float), np.asarray(q, float)]
    return _interval(both, lambda y, p: metric(y, p[0]) - metric(y, p[1]), y, seed, times, level, groups)


def _interval(
    predictions: list[Floats],
    statistic: Callable[[Floats, list[Floats]], float],
    y: Any,
    seed: int,
    times: int,
    level: float,
    groups: Any,
) -> Interval:
    truth = np.asarray(y, float)
    rng = np.random.default_rng(seed)
    parts = _parts(len(truth), groups)
    value = statistic(truth, predictions)
    draws = [_draw(truth, predictions, statistic, parts, rng) for _ in range(times)]
    low, high = np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return Interval(value, float(low), float(high))


def _parts(n: int, groups: Any) -> list[NDArray[np.intp]] | int:
    """The rows of each group; the number of rows where there are no groups."""
    if groups is None:
        return n
    _, place = np.unique(np.asarray(groups), return_inverse=True)
    order = np.argsort(place, kind="stable")
    return list(np.split(order, np.cumsum(np.bincount(place))[:-1]))


def _draw(
    y: Floats,
    predictions: list[Floats],
    statistic: Callable[[Floats, list[Floats]], float],
    parts: list[NDArray[np.intp]] | int,
    rng: np.random.Generator,
) -> float:
    for _ in range(REDRAWS):
        if isinstance(parts, int):
            rows = rng.integers(parts, size=parts)
        else:
            rows = np.concatenate([parts[k] for k in rng.integers(len(parts), size=len(parts))])
        if 0 < y[rows].sum() < len(rows):
            return statistic(y[rows], [one[rows] for one in predictions])
    raise ValueError("The rows hold one class only, or nearly: there is no interval.")


def _classes(y: Floats) -> tuple[int, int]:
    positives = int(np.sum(y == 1))
    if positives in (0, len(y)):
        raise ValueError("The rows hold one class only: there is nothing to order.")
    return positives, len(y) - positives
