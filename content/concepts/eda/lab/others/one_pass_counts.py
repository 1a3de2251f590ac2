"""Everything from counts and sums: eta from what lies between groups, chi squared from squares of cells."""

import re
from collections import defaultdict
from datetime import datetime

from mylib.data.frame import Frame
from mylib.data.plotstats import quantile

__all__ = ["Frame", "association", "kind_of", "profile", "suspects"]


def count(values):
    found = defaultdict(int)
    for v in values:
        found[v] += 1
    return found


def kind_of(values):
    found = count(v for v in values if v is not None)
    n, u = sum(found.values()), len(found)
    types = {type(v) for v in found}
    if u < 2:
        return "constant"
    if types == {str}:
        if all(day(v) for v in found):
            return "datetime"
        return "id" if n >= 20 and u / n > 0.95 else "categorical"
    if types == {int}:
        if u == n and n >= 20 and max(found) - min(found) < 2 * n:
            return "id"
        return "numeric" if u > 10 or 2 * u > n else "categorical"
    return "numeric" if types <= {int, float} else "categorical"


def day(text):
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return False
    try:
        return bool(datetime.strptime(text, "%Y-%m-%d"))
    except ValueError:
        return False


def profile(frame):
    table = {}
    for name in frame.names:
        column = frame[name]
        known = [v for v in column if v is not None]
        kind, found = kind_of(column), count(known)
        page = {"kind": kind, "n_missing": column.count(None), "n_unique": len(found)}
        if kind == "numeric":
            page.update(min=min(known), max=max(known), median=quantile(known, 0.5))
            page.update(q1=quantile(known, 0.25), q3=quantile(known, 0.75))
        elif kind == "datetime":
            page.update(min=sorted(known)[0], max=sorted(known)[-1])
        elif kind == "categorical":
            by_text = sorted(found.items(), key=lambda pair: str(pair[0]))
            page["top"] = [[v, c] for v, c in sorted(by_text, key=lambda pair: pair[1], reverse=True)][:3]
        table[name] = page
    return table


def association(x, y):
    if len(x) != len(y):
        raise ValueError("x and y differ in length")
    rows = [row for row in zip(x, y, strict=True) if None not in row]
    if len(rows) < 2:
        return 0.0
    x, y = ([row[k] for row in rows] for k in (0, 1))
    if measured(x) and measured(y):
        both = variance(x) * variance(y)
        return abs(covariance(x, y)) / both**0.5 if both > 0 else 0.0
    if measured(y):
        x, y = y, x
    if not measured(x):
        return v_of(x, y)
    whole = variance(x)
    if whole <= 0:
        return 0.0
    groups = defaultdict(list)
    for value, group in zip(x, y, strict=True):
        groups[group].append(value)
    mean = sum(x) / len(x)
    between = sum(len(g) * (sum(g) / len(g) - mean) ** 2 for g in groups.values()) / len(x)
    return (between / whole) ** 0.5


def measured(values):
    return {type(v) for v in values} <= {int, float}


def covariance(x, y):
    a, b = sum(x) / len(x), sum(y) / len(y)
    return sum((u - a) * (v - b) for u, v in zip(x, y, strict=True)) / len(x)


def variance(x):
    return 0.0 if min(x) == max(x) else covariance(x, x)


def v_of(x, y):
    rows, columns, cells = count(x), count(y), count(zip(x, y, strict=True))
    k = min(len(rows), len(columns))
    if k < 2:
        return 0.0
    share = sum(c * c / (rows[a] * columns[b]) for (a, b), c in cells.items())  # chi^2 / n + 1
    return (max(share - 1, 0) / (k - 1)) ** 0.5


def suspects(frame, target):
    def ready(column):
        text = kind_of(column) == "categorical"
        return [repr(v) if text and v is not None else v for v in column]

    goal, found = ready(frame[target]), []
    for name in [n for n in frame.names if n != target]:
        column = frame[name]
        kind = kind_of(column)
        if kind == "id" or kind == "constant":
            found.append((name, kind))
        if kind in ("numeric", "categorical") and association(ready(column), goal) > 0.95:
            found.append((name, "association"))
        if association([str(v is None) for v in column], goal) > 0.5:
            found.append((name, "missingness"))
    return found
