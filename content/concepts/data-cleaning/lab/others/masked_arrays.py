"""NumPy's masked arrays carry the holes along; duplicates by their text; the script is three passes."""

import numpy as np


class SimpleImputer:
    def __init__(self, strategy="mean", add_indicator=False, fill_value=0.0):
        self._reduce = getattr(self, f"_{strategy}", None)
        if self._reduce is None:
            raise ValueError(f"no strategy {strategy}")
        self.add_indicator = add_indicator
        self.fill_value = fill_value

    def _mean(self, column):
        return column.mean()

    def _median(self, column):
        return np.ma.median(column)

    def _most_frequent(self, column):
        values = column.compressed()
        return min(set(values.tolist()), key=lambda v: (-np.sum(values == v), v))

    def _constant(self, column):
        return self.fill_value

    def fit(self, X):
        X = masked(X)
        empty = X.count(axis=0) == 0
        is_constant = self._reduce == self._constant
        self.statistics_ = np.array(
            [0.0 if empty[j] and not is_constant else float(self._reduce(X[:, j])) for j in range(X.shape[1])]
        )
        self.flags = np.ma.getmaskarray(X).any(axis=0)
        return self

    def transform(self, X):
        if "statistics_" not in vars(self):
            raise ValueError("fit must come first")
        X = masked(X)
        if X.shape[1:] != self.statistics_.shape:
            raise ValueError("the columns have changed")
        holes = np.ma.getmaskarray(X)
        rows = np.where(holes, np.broadcast_to(self.statistics_, X.shape), X.data)
        if not self.add_indicator:
            return rows
        return np.column_stack([rows, holes[:, self.flags].astype(float)])


def masked(X):
    X = np.ma.masked_invalid(np.array(X, dtype=float))
    if X.ndim != 2:
        raise ValueError("two dimensions")
    return X


def winsorise(x, lower, upper):
    if min(lower, upper, 1 - upper, upper - lower) < 0:
        raise ValueError("lower and upper are shares")
    x = np.array(x, dtype=float)
    known = ~np.isnan(x)
    if known.any():
        low = np.quantile(x[known], lower)
        high = np.quantile(x[known], upper)
        x[known & (x < low)] = low
        x[known & (x > high)] = high
    return x


def dedupe(rows, keys, keep="first"):
    side = {"first": 0, "last": -1}
    if keep not in side:
        raise ValueError(keep)
    places = {}
    for i, row in enumerate(rows):
        places.setdefault(repr([row[key] for key in keys]), []).append(i)
    return [rows[i] for i in sorted(found[side[keep]] for found in places.values())]


def clean(rows, sentinels, keys):
    stripped = [{k: v.strip() if type(v) is str else v for k, v in row.items()} for row in rows]
    trims = sum(a[k] != b[k] for a, b in zip(rows, stripped, strict=True) for k in a)

    def is_gone(name, value):
        return value is not None and (value == "" or any(value == s for s in sentinels.get(name, [])))

    marked = [{k: None if is_gone(k, v) else v for k, v in row.items()} for row in stripped]
    holes = sum(a[k] is not None and b[k] is None for a, b in zip(stripped, marked, strict=True) for k in a)
    kept = dedupe(marked, keys)
    return kept, {"trimmed": trims, "missing": holes, "duplicates": len(marked) - len(kept)}
