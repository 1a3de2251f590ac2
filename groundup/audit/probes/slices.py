"""Slices: the parts of the rows in which a model was looked at, with n, value and interval, computed again.

A slice of the run record is {"name", "column", "equals" | "from" and/or "below", "n", "value", "low",
"high"}: rows whose column is that text, or whose number is at least `from` and less than `below`. Value,
low and high are null where a slice has one class only. `slices_agree` computes n and value from the
out-of-fold rows; a slice without `column` is counted but cannot be computed again, and it says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundup.audit.criteria import NotThere, failed, passed
from groundup.audit.probes.leakage import read_folds
from groundup.audit.probes.metric import Metric, auroc, bootstrap
from groundup.audit.probes.table import Table
from groundup.records import Finding

WHY = "A good mean hides the patients, passengers or customers for whom the model fails."
SAME = 5e-4  # a value printed to three digits is near enough
NARROW, WIDE = 0.4, 2.5  # widths of an interval, against the one computed here
FROM = 30  # rows from which on intervals are compared


def slices_agree(
    record: Mapping[str, Any],
    folds: Table,
    data: Table,
    target: str,
    *,
    metric: Metric = auroc,
    at_least: int = 5,
    seed: int = 0,
) -> Finding:
    """At least so many slices, complete, and equal to what the out-of-fold rows say."""
    table = complete_slices(record, at_least)
    found = read_folds(folds, len(data))
    y, p = data.numbers(target)[found.row], found.probability
    again = 0
    for one in table:
        if "column" not in one:
            continue
        rows = members(one, data)[found.row]
        wrong = _compare(one, y[rows], p[rows], metric, seed)
        if wrong:
            return failed(
                f"The slice {one['name']!r} of your record {wrong}.",
                "Compute each slice from the out-of-fold rows that `evaluate` writes, after the last change.",
            )
        again += 1
    rest = f", {len(table) - again} name no column and were only read" if again < len(table) else ""
    return passed(
        f"{len(table)} slices with n and interval, {again} of them computed again{rest}.", slices=len(table)
    )


def complete_slices(record: Mapping[str, Any], at_least: int) -> list[Mapping[str, Any]]:
    """The slices of a record. Raises NotThere on the first that lacks something."""
    table = record.get("slices")
    if not isinstance(table, list) or not all(isinstance(one, dict) for one in table):
        raise NotThere(
            'The run record has no list "slices".', "Write one entry for each part that you looked at."
        )
    if len(table) < at_least:
        raise NotThere(
            f"The run record has {len(table)} slices; {at_least} are asked for.",
            "Add parts by where, who and how much: each with n, value and interval.",
        )
    for one in table:
        lacking = [key for key in ("name", "n", "value", "low", "high") if key not in one]
        if lacking:
            raise NotThere(
                f"The slice {one.get('name', one)!r} has no {', '.join(lacking)}.",
                "Write all five for each slice.",
            )
        _check_numbers(one)
    return table


def worst_slice(table: Sequence[Mapping[str, Any]], *, higher_is_better: bool = True) -> Mapping[str, Any]:
    """The slice with the worst value. Raises NotThere where none has one."""
    valued = [one for one in table if isinstance(one["value"], int | float)]
    if not valued:
        raise NotThere(
            "No slice of the run record has a value.", "Choose parts in which both outcomes occur."
        )
    return sorted(valued, key=lambda one: float(one["value"]), reverse=not higher_is_better)[0]


def members(one: Mapping[str, Any], data: Table) -> NDArray[np.bool_]:
    """Which rows a slice means. Raises NotThere where the data have no such column."""
    if one["column"] not in data.columns:
        raise NotThere(
            f"The slice {one['name']!r} is about the column {one['column']!r}, which the data do not have.",
            "Name a column of the CSV, or leave `column` out.",
        )
    if "equals" in one:
        return np.array([cell.strip() == str(one["equals"]) for cell in data.column(one["column"])])
    values = data.numbers(one["column"])
    with np.errstate(invalid="ignore"):
        inside = (values >= one.get("from", -np.inf)) & (values < one.get("below", np.inf))
    return np.asarray(inside, dtype=bool)


def _check_numbers(one: Mapping[str, Any]) -> None:
    numbers = [one["value"], one["low"], one["high"]]
    empty = all(value is None for value in numbers)
    whole = all(isinstance(value, int | float) and np.isfinite(value) for value in numbers)
    if not (empty or whole) or not isinstance(one["n"], int):
        raise NotThere(
            f"The slice {one['name']!r} has n {one['n']!r}, value {one['value']!r}, interval "
            f"{one['low']!r} to "
            f"{one['high']!r}.",
            "n is a whole number; value, low and high are numbers, or all three null.",
        )
    if whole and not one["low"] <= one["value"] <= one["high"]:
        raise NotThere(
            f"The slice {one['name']!r} has the value {one['value']:.3f} outside its interval "
            f"{one['low']:.3f} to "
            f"{one['high']:.3f}.",
            "Compute the interval from the same rows as the value.",
        )


def _compare(
    one: Mapping[str, Any], y: NDArray[np.float64], p: NDArray[np.float64], metric: Metric, seed: int
) -> str:
    """What differs, as the end of a sentence; empty where it agrees."""
    if one["n"] != len(y):
        return f"says n = {one['n']}; the out-of-fold rows have {len(y)}"
    if one["value"] is None or not 0 < y.sum() < len(y):
        return ""
    value = metric(y, p)
    if abs(value - one["value"]) > SAME:
        return f"says {one['value']:.4f}; the out-of-fold rows give {value:.4f}"
    if len(y) < FROM or min(y.sum(), len(y) - y.sum()) < 10:
        return ""
    again = bootstrap(metric, y, p, seed=seed, times=200)
    ratio = (one["high"] - one["low"]) / (again.high - again.low)
    if not NARROW <= ratio <= WIDE:
        return (
            f"has the interval {one['low']:.3f} to {one['high']:.3f}; a 95 % interval of these {len(y)} "
            "rows is "
            f"about {again.low:.3f} to {again.high:.3f}"
        )
    return ""
