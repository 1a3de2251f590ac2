"""A first look at a table: what each column is, how two columns go together, which columns are suspicious.

A missing value is None. Not covered: text as language, times of day, relations of more than two columns.
"""

import math
from collections import Counter
from datetime import date

from mylib.data.frame import Frame
from mylib.data.plotstats import quantile

STRONG = 0.95  # an association with the target that is too good to be true
TELLING = 0.5  # missing values that say something of the target


def profile(frame: Frame) -> dict[str, dict]:
    """{name: {"kind", "n_missing", "n_unique", ...}}: numbers get quartiles, categories their top three."""
    return {name: described(frame[name]) for name in frame.names}


def described(values: list) -> dict:
    known = present(values)
    found = {"kind": kind_of(values), "n_missing": len(values) - len(known), "n_unique": len(set(known))}
    if found["kind"] == "numeric":
        shares = {"min": 0, "q1": 0.25, "median": 0.5, "q3": 0.75, "max": 1}
        return found | {name: quantile(known, q) for name, q in shares.items()}
    if found["kind"] == "categorical":
        counts = Counter(known)
        most = sorted(counts, key=lambda value: (-counts[value], str(value)))[:3]
        return found | {"top": [[value, counts[value]] for value in most]}
    if found["kind"] == "datetime":
        return found | {
            "min": min(known),
            "max": max(known),
        }  # in this form the order of texts is that of days
    return found


def kind_of(values: list) -> str:
    """ "constant", "datetime", "id", "numeric" or "categorical", by what the known values are."""
    known = present(values)
    different = set(known)
    if len(different) <= 1:
        return "constant"
    if all(is_day(x) for x in known):
        return "datetime"
    if all(is_number(x) for x in known):
        whole = all(isinstance(x, int) for x in known)
        dense = max(known) - min(known) < 2 * len(known)
        if whole and dense and len(different) == len(known) >= 20:
            return "id"  # running numbers
        return "categorical" if whole and len(different) <= min(10, len(known) / 2) else "numeric"
    is_text = all(isinstance(x, str) for x in known)
    return "id" if is_text and len(known) >= 20 and len(different) > 0.95 * len(known) else "categorical"


def association(x: list, y: list) -> float:
    """From 0 to 1: |Pearson| for numbers, eta for a number and a category, Cramer's V for categories."""
    pairs = [(a, b) for a, b in zip(x, y, strict=True) if a is not None and b is not None]
    if not pairs:
        return 0.0
    xs, ys = [a for a, _ in pairs], [b for _, b in pairs]
    number_x, number_y = all(map(is_number, xs)), all(map(is_number, ys))
    if number_x and number_y:
        return pearson(xs, ys)
    if number_x:
        return eta(xs, ys)
    return eta(ys, xs) if number_y else cramers_v(xs, ys)


def pearson(xs: list, ys: list) -> float:
    dx, dy = deviations(xs), deviations(ys)
    spread = math.sqrt(sum(a * a for a in dx) * sum(b * b for b in dy))
    return abs(sum(a * b for a, b in zip(dx, dy, strict=True))) / spread if spread else 0.0


def eta(numbers: list, groups: list) -> float:
    """The root of the share of the variation that lies between the groups."""
    mean, total = sum(numbers) / len(numbers), sum(d * d for d in deviations(numbers))
    between = 0.0
    for group in set(groups):
        members = [x for x, g in zip(numbers, groups, strict=True) if g == group]
        between += len(members) * (sum(members) / len(members) - mean) ** 2
    return math.sqrt(between / total) if total else 0.0


def cramers_v(xs: list, ys: list) -> float:
    """sqrt(chi^2 / (n min(R - 1, C - 1))) of the R by C table of counts."""
    rows, columns, cells = Counter(xs), Counter(ys), Counter(zip(xs, ys, strict=True))
    n, smaller = len(xs), min(len(rows), len(columns)) - 1
    if smaller == 0:
        return 0.0
    chi2 = 0.0
    for a in rows:
        for b in columns:
            expected = rows[a] * columns[b] / n
            chi2 += (cells[a, b] - expected) ** 2 / expected
    return math.sqrt(chi2 / (n * smaller))


def suspects(frame: Frame, target: str) -> list[tuple[str, str]]:
    """(column, reason), in the order of the columns: "id", "constant", "association", "missingness"."""
    goal = as_measured(frame[target])
    found = []
    for name in frame.names:
        if name == target:
            continue
        values = frame[name]
        kind = kind_of(values)
        if kind in ("id", "constant"):
            found.append((name, kind))
        elif kind != "datetime" and association(as_measured(values), goal) > STRONG:
            found.append((name, "association"))
        if association(["missing" if x is None else "known" for x in values], goal) > TELLING:
            found.append((name, "missingness"))
    return found


def as_measured(values: list) -> list:
    """Codes of a category as text, so that nobody computes with them; other columns as they are."""
    if kind_of(values) != "categorical":
        return values
    return [None if x is None else str(x) for x in values]


def present(values: list) -> list:
    return [x for x in values if x is not None]


def deviations(xs: list) -> list:
    mean = sum(xs) / len(xs)
    return [x - mean for x in xs]


def is_number(x) -> bool:
    return isinstance(x, (int, float)) and not isinstance(x, bool)


def is_day(x) -> bool:
    """Whether x is a text such as "2026-03-31" that names a day."""
    if not isinstance(x, str) or len(x) != 10 or "W" in x:
        return False
    try:
        date.fromisoformat(x)
    except ValueError:
        return False
    return True
