"""Has what comes in moved away from what the model was trained on? Asked every 100 payments, of the last 400.

Numeric fields: Kolmogorov-Smirnov distance to the training quantiles. Categories: chi-squared test against
the training counts. Both from scipy.stats: detectors of streams (ADWIN, KSWIN of river) compare a stream with
its own past, so one that is wrong from its first payment would never alarm.

ALPHA is small because the tests are many: 6 fields every 100 payments make at most one false alarm in
100 / (6 * 1e-5), about 1.7 million payments. It is still enough for a shift of half a standard deviation:
D = 0.2 at n = 400 gives p of about 1e-12.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy import stats

from cardrisk.schema import Payment

WINDOW = 400
EVERY = 100
ALPHA = 1e-5


class DriftMonitor:
    """The last payments, and the p-value of each field at the last look. Fed by one thread."""

    def __init__(self, reference: Mapping[str, Any]) -> None:
        self.reference = reference
        self.window: deque[Payment] = deque(maxlen=WINDOW)
        self.seen = 0
        self.p_values: dict[str, float] = dict.fromkeys(self.fields, 1.0)

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.reference["quantiles"], *self.reference["counts"])

    @property
    def alarms(self) -> tuple[str, ...]:
        """The fields that have drifted, as of the last look."""
        return tuple(name for name, p in self.p_values.items() if p < ALPHA)

    def saw(self, payment: Payment) -> bool:
        """Take one payment in; True where this was the time for a look."""
        self.window.append(payment)
        self.seen += 1
        if self.seen % EVERY or len(self.window) < WINDOW:
            return False
        self.p_values = {name: self._p_value(name) for name in self.fields}
        return True

    def _p_value(self, name: str) -> float:
        values = [getattr(one, name) for one in self.window]
        if name in self.reference["quantiles"]:
            return shift_p_value(self.reference["quantiles"][name], self.reference["n"], values)
        return mix_p_value(self.reference["counts"][name], values)


def shift_p_value(quantiles: list[float], n_reference: int, values: list[float]) -> float:
    """Two-sample Kolmogorov-Smirnov, the reference being known by its quantiles."""
    shares = np.linspace(0, 1, len(quantiles))
    distance = stats.kstest(values, lambda x: np.interp(x, quantiles, shares)).statistic
    n = len(values) * n_reference / (len(values) + n_reference)
    return float(stats.kstwo.sf(distance, round(n)))


def mix_p_value(counts: Mapping[str, int], values: list[str]) -> float:
    """Chi-squared test of homogeneity: training counts against the window's."""
    table = np.array([[count, values.count(name)] for name, count in counts.items()])
    return float(stats.chi2_contingency(table).pvalue)
