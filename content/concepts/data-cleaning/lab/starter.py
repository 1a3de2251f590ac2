"""Cleaning: an imputer that is fitted once, outliers drawn in, duplicates left out, a script with a report.

In arrays a missing value is NaN or None, in records None. No function changes what it is given.
"""

import numpy as np


class SimpleImputer:
    """Fills the missing values of each column with one number, learned from the rows given to fit.

    >>> imputer = SimpleImputer("mean").fit([[1.0, 4.0], [3.0, np.nan]])
    >>> imputer.transform([[np.nan, np.nan]]).tolist()
    [[2.0, 4.0]]
    """

    def __init__(self, strategy: str = "mean", add_indicator: bool = False, fill_value: float = 0.0) -> None:
        """strategy: "mean", "median", "most_frequent" or "constant" (which fills with fill_value)."""
        raise NotImplementedError("task 1")

    def fit(self, X) -> "SimpleImputer":
        """X: (n, d). Learns statistics_, a number for each column, and returns the imputer itself."""
        raise NotImplementedError("task 1")

    def transform(self, X) -> np.ndarray:
        """X: (m, d) -> (m, d); with add_indicator one more column for each that had NaN in fit."""
        raise NotImplementedError("task 1")


def winsorise(x, lower: float, upper: float) -> np.ndarray:
    """x: (n,), drawn in to its own quantiles `lower` and `upper`, which missing values do not touch.

    >>> winsorise([1.0, 2.0, 3.0, 4.0, 100.0], 0, 0.75).tolist()
    [1.0, 2.0, 3.0, 4.0, 4.0]
    """
    raise NotImplementedError("task 2")


def dedupe(rows: list[dict], keys: list[str], keep: str = "first") -> list[dict]:
    """One row for each combination of values in `keys`: the first or the last, in the order of the rows."""
    raise NotImplementedError("task 3")


def clean(rows: list[dict], sentinels: dict[str, list], keys: list[str]) -> tuple[list[dict], dict[str, int]]:
    """(clean rows, report). Running it on its own result changes nothing more."""
    raise NotImplementedError("task 4")
