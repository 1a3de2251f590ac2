"""Counts for /metrics, written in Prometheus' text format, and the drift test."""

import time
from bisect import bisect_left
from collections import Counter

import numpy as np
from rules import CHOICES, NUMBERS
from scipy.stats import chisquare, ks_2samp

WINDOW = 250  # payments; each window is tested once
LEVEL = 1e-5  # six tests a window: one false alarm in some four million payments
TIMES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0]
PARTS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1.0]


class Spread:
    """A histogram."""

    def __init__(self, bounds):
        self.bounds, self.counts, self.sum = bounds, [0] * (len(bounds) + 1), 0.0

    def add(self, value):
        self.counts[bisect_left(self.bounds, value)] += 1
        self.sum += value

    def lines(self, name, label=""):
        yield f"# TYPE {name} histogram"
        for bound, count in zip([*self.bounds, "+Inf"], np.cumsum(self.counts), strict=True):
            yield f'{name}_bucket{{{label}le="{bound}"}} {count}'
        yield f"{name}_count{{{label.rstrip(',')}}} {sum(self.counts)}"
        yield f"{name}_sum{{{label.rstrip(',')}}} {self.sum}"


class Watch:
    def __init__(self, bundle, version):
        self.bundle, self.version = bundle, version
        self.requests, self.times, self.scores = Counter(), Spread(TIMES), Spread(PARTS)
        self.rows, self.drifted = [], dict.fromkeys([*NUMBERS, *CHOICES], 0)
        self.began = time.time()

    def saw(self, row, p):
        self.scores.add(p)
        self.rows.append(row)
        if len(self.rows) == WINDOW:
            self.drifted = {name: int(self.p_value(name) < LEVEL) for name in self.drifted}
            self.rows = []

    def p_value(self, name):
        values = [row[name] for row in self.rows]
        if name in NUMBERS:
            return ks_2samp(values, self.bundle["values"][name]).pvalue
        expected = np.array(self.bundle["shares"][name]) * len(values)
        return chisquare([values.count(v) for v in CHOICES[name]], expected).pvalue

    def page(self):
        version = f'model_version="{self.version}",'
        lines = ["# TYPE scorer_requests_total counter"]
        for (path, status), count in self.requests.items():
            lines.append(f'scorer_requests_total{{path="{path}",status="{status}"}} {count}')
        lines += self.times.lines("scorer_request_seconds")
        lines += self.scores.lines("scorer_score", version)
        lines.append("# TYPE scorer_drift gauge")
        lines += [f'scorer_drift{{field="{name}"}} {on}' for name, on in self.drifted.items()]
        lines += ["# TYPE scorer_start_time gauge", f"scorer_start_time {self.began}"]
        return "\n".join(lines) + "\n"
