"""Cleaning: an imputer that is fitted once, outliers drawn in, duplicates left out, a script with a report.

In arrays a missing value is NaN or None, in records None. Not covered: text, dates, fuzzy duplicates.
"""

import numpy as np

STRATEGIES = ("mean", "median", "most_frequent", "constant")


class SimpleImputer:
    """Fills the missing values of each column with one number, learned from the rows given to fit."""

    def __init__(self, strategy: str = "mean", add_indicator: bool = False, fill_value: float = 0.0) -> None:
        if strategy not in STRATEGIES:
            raise ValueError(f"strategy is one of {STRATEGIES}, not {strategy!r}")
        self.strategy = strategy
        self.add_indicator = add_indicator
        self.fill_value = fill_value

    def fit(self, X) -> "SimpleImputer":
        """X: (n, d). Sets statistics_ (d,), and indicated_: the columns that have missing values here."""
        X = as_table(X)
        holes = missing(X)
        known = [X[~holes[:, j], j] for j in range(X.shape[1])]
        self.statistics_ = np.array([statistic(x, self.strategy, self.fill_value) for x in known])
        self.indicated_ = [j for j in range(X.shape[1]) if holes[:, j].any()]
        return self

    def transform(self, X) -> np.ndarray:
        """X: (m, d) -> (m, d), or (m, d + number of indicated columns) with add_indicator."""
        if not hasattr(self, "statistics_"):
            raise ValueError("transform was called before fit")
        X = as_table(X)
        if X.shape[1] != len(self.statistics_):
            raise ValueError(f"{X.shape[1]} columns; fit has seen {len(self.statistics_)}")
        holes = missing(X)
        filled = np.where(holes, self.statistics_, X)
        return np.hstack([filled, holes[:, self.indicated_]]) if self.add_indicator else filled


def as_table(X) -> np.ndarray:
    X = np.asarray(X, dtype=float)
    if X.ndim != 2:
        raise ValueError(f"expected rows and columns, not shape {X.shape}")
    return X


def missing(X: np.ndarray) -> np.ndarray:
    return np.isnan(X)  # X == nan is never true


def statistic(known: np.ndarray, strategy: str, fill_value: float) -> float:
    """One number for a column, from its known values; 0 where there are none."""
    if strategy == "constant":
        return fill_value
    if len(known) == 0:
        return 0.0
    if strategy == "mean":
        return known.mean()
    if strategy == "median":
        return np.median(known)
    values, counts = np.unique(known, return_counts=True)
    return values[np.argmax(counts)]  # values are sorted and argmax takes the first: the smallest of equals


def winsorise(x, lower: float, upper: float) -> np.ndarray:
    """x: (n,), drawn in to its own quantiles `lower` and `upper`, which missing values do not touch."""
    if not 0 <= lower <= upper <= 1:
        raise ValueError(f"0 <= lower <= upper <= 1 does not hold for {lower} and {upper}")
    x = np.asarray(x, dtype=float)
    known = x[~missing(x)]
    if len(known) == 0:
        return x.copy()
    low, high = np.quantile(known, [lower, upper])
    return np.minimum(np.maximum(x, low), high)  # NaN stays NaN in both


def dedupe(rows: list[dict], keys: list[str], keep: str = "first") -> list[dict]:
    """One row for each combination of values in `keys`: the first or the last, in the order of the rows."""
    if keep not in ("first", "last"):
        raise ValueError(f"keep is 'first' or 'last', not {keep!r}")
    chosen = {}
    for i, row in enumerate(rows):
        key = tuple(row[name] for name in keys)
        if keep == "last" or key not in chosen:
            chosen[key] = i
    return [rows[i] for i in sorted(chosen.values())]


def clean(rows: list[dict], sentinels: dict[str, list], keys: list[str]) -> tuple[list[dict], dict[str, int]]:
    """(clean rows, report). Running it on its own result changes nothing more.

    The order matters: what is equal after trimming must be trimmed before duplicates are looked for.
    """
    report = {"trimmed": 0, "missing": 0}
    cleaned = []
    for row in rows:
        made = {}
        for name, value in row.items():
            tidy = trimmed(value)
            report["trimmed"] += tidy != value
            if tidy is not None and (tidy == "" or tidy in sentinels.get(name, [])):
                tidy = None
                report["missing"] += 1
            made[name] = tidy
        cleaned.append(made)
    kept = dedupe(cleaned, keys)
    return kept, report | {"duplicates": len(cleaned) - len(kept)}


def trimmed(value):
    return value.strip() if isinstance(value, str) else value
