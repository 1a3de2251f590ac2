"""A class for a column holds what is known of it; two-column measures are looked up by the pair of kinds."""

from datetime import date
from itertools import groupby

from mylib.data.frame import Frame
from mylib.data.plotstats import quantile


class Column:
    def __init__(self, values):
        self.values = list(values)
        self.known = [v for v in self.values if v is not None]
        self.levels = []
        for v in self.known:
            if v not in self.levels or type(v) is bool:
                self.levels += [] if v in self.levels else [v]

    def every(self, *types):
        return all(type(v) in types for v in self.known)

    @property
    def kind(self):
        n, u = len(self.known), len(self.levels)
        if u == 0 or u == 1:
            return "constant"
        if self.every(str):
            if all(map(exists, self.known)):
                return "datetime"
            return ("categorical", "id")[n > 19 and u > n * 0.95]
        if self.every(int, float):
            if not self.every(int):
                return "numeric"
            if n > 19 and u == n and max(self.known) - min(self.known) <= 2 * n - 1:
                return "id"
            return "categorical" if u < 11 and n >= u + u else "numeric"
        return "categorical"

    def page(self):
        kind = self.kind
        yield "kind", kind
        yield "n_missing", len(self.values) - len(self.known)
        yield "n_unique", len(self.levels)
        if kind == "numeric":
            for name, q in (("min", 0.0), ("q1", 0.25), ("median", 0.5), ("q3", 0.75), ("max", 1.0)):
                yield name, quantile(self.known, q)
        if kind == "datetime":
            yield "min", min(self.known)
            yield "max", max(self.known)
        if kind == "categorical":
            levels = sorted(self.levels, key=str)
            levels.sort(key=self.known.count, reverse=True)
            yield "top", [[v, self.known.count(v)] for v in levels[:3]]

    def measured(self):
        """The values, as text if they are categories."""
        text = self.kind == "categorical"
        return [f"{v}" if text and v is not None else v for v in self.values]


def exists(text):
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def kind_of(values):
    return Column(values).kind


def profile(frame: Frame):
    return {name: dict(Column(frame[name]).page()) for name in frame.names}


def square(values):
    mean = sum(values) / len(values)
    return sum((v - mean) ** 2 for v in values)


def numbers_numbers(x, y):
    mean = sum(y) / len(y)
    sxy = sum(a * (b - mean) for a, b in zip(x, y, strict=True))
    if not square(x) * square(y):
        return 0.0
    return (sxy**2 / (square(x) * square(y))) ** 0.5


def numbers_groups(x, y):
    if not square(x):
        return 0.0
    order = sorted(zip(map(repr, y), x, strict=True))
    runs = [[v for _, v in run] for _, run in groupby(order, key=lambda pair: pair[0])]
    return abs(1 - sum(map(square, runs)) / square(x)) ** 0.5


def groups_groups(x, y):
    pairs, n = list(zip(x, y, strict=True)), len(x)
    k = min(len(set(x)), len(set(y)))
    if k == 1:
        return 0.0
    chi = 0.0
    for a in set(x):
        for b in set(y):
            chance = x.count(a) * y.count(b) / n
            chi += pairs.count((a, b)) ** 2 / chance - 2 * pairs.count((a, b)) + chance
    return abs(chi / n / (k - 1)) ** 0.5


MEASURES = {
    (True, True): numbers_numbers,
    (True, False): numbers_groups,
    (False, True): lambda x, y: numbers_groups(y, x),
    (False, False): groups_groups,
}


def association(x, y):
    pairs = [pair for pair in zip(x, y, strict=True) if not any(v is None for v in pair)]
    if not pairs[1:]:
        return 0.0
    x, y = map(list, zip(*pairs, strict=True))
    return MEASURES[Column(x).every(int, float), Column(y).every(int, float)](x, y)


def suspects(frame: Frame, target: str):
    goal = Column(frame[target]).measured()

    def reasons(column):
        if column.kind in ("id", "constant"):
            yield column.kind
        elif column.kind != "datetime" and association(column.measured(), goal) > 0.95:
            yield "association"
        if association([("known", "missing")[v is None] for v in column.values], goal) > 0.5:
            yield "missingness"

    return [(name, why) for name in frame.names if name != target for why in reasons(Column(frame[name]))]
