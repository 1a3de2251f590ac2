"""fit makes one filling function for each column; the script folds row after row into what was kept."""

from collections import Counter
from functools import reduce

import numpy as np


def filler(strategy, fill_value):
    def constant(known):
        return fill_value

    def mean(known):
        return sum(known) / len(known)

    def median(known):
        ordered = np.sort(known)
        half = len(ordered) // 2
        return (ordered[half] + ordered[-half - 1]) / 2

    def most_frequent(known):
        counts = Counter(known)
        return min(value for value, n in counts.items() if n == max(counts.values()))

    for function in (constant, mean, median, most_frequent):
        if function.__name__ == strategy:
            return function
    raise ValueError(f"{strategy!r}?")


class SimpleImputer:
    statistics_ = None

    def __init__(self, strategy="mean", add_indicator=False, fill_value=0.0):
        self.rule = filler(strategy, fill_value)
        self.add_indicator = add_indicator

    def fit(self, X):
        X = np.asarray(X, float)
        if X.ndim != 2:
            raise ValueError("rows and columns")
        found, self.watched = [], []
        for j, column in enumerate(X.T):
            known = column[column == column].tolist()  # only NaN differs from itself
            if len(known) < len(column):
                self.watched.append(j)
            found.append(self.rule(known) if known or self.rule.__name__ == "constant" else 0)
        self.statistics_ = np.array(found, dtype=float)
        return self

    def transform(self, X):
        X = np.array(X, float)
        if self.statistics_ is None or X.ndim != 2 or X.shape[1] != self.statistics_.size:
            raise ValueError("not fitted on these columns")
        flags = np.not_equal(X, X)[:, self.watched].astype(float)
        for j in range(X.shape[1]):
            X[X[:, j] != X[:, j], j] = self.statistics_[j]
        return np.concatenate([X, flags], axis=1) if self.add_indicator else X


def winsorise(x, lower, upper):
    x = np.array(x, dtype=float)
    if sorted([0, lower, upper, 1]) != [0, lower, upper, 1]:
        raise ValueError("shares between 0 and 1, in order")
    ordered = np.sort(x[x == x])
    if not ordered.size:
        return x
    ranks = np.arange(ordered.size)
    low, high = (np.interp(share * (ordered.size - 1), ranks, ordered) for share in (lower, upper))
    return np.where(x != x, x, np.where(x < low, low, np.where(x > high, high, x)))


def dedupe(rows, keys, keep="first"):
    if keep not in ["first", "last"]:
        raise ValueError(keep)
    known = [[row[key] for key in keys] for row in rows]
    if keep == "first":
        return [row for i, row in enumerate(rows) if known[i] not in known[:i]]
    return [row for i, row in enumerate(rows) if known[i] not in known[i + 1 :]]


def clean(rows, sentinels, keys):
    def cell(report, name, value):
        tidy = value.strip() if isinstance(value, str) else value
        if tidy != value:
            report["trimmed"] += 1
        if tidy is None or not (tidy == "" or tidy in sentinels.get(name, [])):
            return tidy
        report["missing"] += 1
        return None

    def step(state, row):
        kept, report = state
        made = {name: cell(report, name, value) for name, value in row.items()}
        if any(all(one[key] == made[key] for key in keys) for one in kept):
            report["duplicates"] += 1
            return kept, report
        return [*kept, made], report

    return reduce(step, rows, ([], {"trimmed": 0, "missing": 0, "duplicates": 0}))
