"""Plain loops over numbers; own median, own quantile, and a row is filled entry by entry."""

import math

import numpy as np


class SimpleImputer:
    def __init__(self, strategy="mean", add_indicator=False, fill_value=0.0):
        if strategy not in {"mean", "median", "most_frequent", "constant"}:
            raise ValueError(strategy)
        self.strategy, self.add_indicator, self.fill_value = strategy, add_indicator, fill_value
        self.statistics_ = None

    def fit(self, X):
        rows = checked(X)
        columns = list(zip(*rows, strict=True))
        self.statistics_ = np.array([self.number([x for x in c if not math.isnan(x)]) for c in columns])
        self.had_holes = [any(math.isnan(x) for x in c) for c in columns]
        return self

    def number(self, known):
        if self.strategy == "constant":
            return float(self.fill_value)
        if not known:
            return 0.0
        if self.strategy == "mean":
            return math.fsum(known) / len(known)
        if self.strategy == "median":
            return quantile(known, 0.5)
        best, most = None, 0
        for x in sorted(known):
            if known.count(x) > most:
                best, most = x, known.count(x)
        return best

    def transform(self, X):
        if self.statistics_ is None:
            raise ValueError("not fitted")
        result = []
        for row in checked(X):
            if len(row) != len(self.statistics_):
                raise ValueError("width")
            made = [s if math.isnan(x) else x for x, s in zip(row, self.statistics_, strict=True)]
            if self.add_indicator:
                pairs = zip(row, self.had_holes, strict=True)
                made += [float(math.isnan(x)) for x, had in pairs if had]
            result.append(made)
        return np.array(result)


def checked(X):
    X = np.array(X, dtype=float)
    if len(X.shape) != 2:
        raise ValueError(X.shape)
    return X.tolist()


def quantile(values, share):
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def winsorise(x, lower, upper):
    if lower < 0 or upper > 1 or lower > upper:
        raise ValueError((lower, upper))
    x = np.array(x, dtype=float).tolist()
    known = [v for v in x if not math.isnan(v)]
    if not known:
        return np.array(x, dtype=float)
    low, high = quantile(known, lower), quantile(known, upper)
    return np.array([low if v < low else high if v > high else v for v in x], dtype=float)


def dedupe(rows, keys, keep="first"):
    if keep == "last":
        return dedupe(rows[::-1], keys)[::-1]
    if keep != "first":
        raise ValueError(keep)
    seen, kept = [], []
    for row in rows:
        key = [row[name] for name in keys]
        if key not in seen:
            seen.append(key)
            kept.append(row)
    return kept


def clean(rows, sentinels, keys):
    trims = holes = 0
    result = [dict(row) for row in rows]
    for row in result:
        for name in row:
            if isinstance(row[name], str) and row[name] != row[name].strip():
                row[name] = row[name].strip()
                trims += 1
    for row in result:
        for name in row:
            gone = [s for s in sentinels.get(name, ()) if s is not None]
            if row[name] == "" or row[name] in gone:
                row[name] = None
                holes += 1
    kept = dedupe(result, keys)
    return kept, {"trimmed": trims, "missing": holes, "duplicates": len(result) - len(kept)}
