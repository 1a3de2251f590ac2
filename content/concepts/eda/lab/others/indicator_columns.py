"""Categories as columns of 0 and 1; eta as correlation with the means of the groups; rules in a table."""

from datetime import date
from math import hypot, sqrt
from statistics import fmean

from mylib.data.frame import Frame
from mylib.data.plotstats import quantile


def known_of(values):
    return [v for v in values if v is not None]


def is_date(v):
    parts = str(v).split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(part.isdigit() for part in parts):
        return False
    try:
        date(*map(int, parts))
    except ValueError:
        return False
    return True


def whole(v):
    return isinstance(v, int) and v is not True and v is not False


RULES = [
    ("constant", lambda k, n, u: u <= 1),
    ("datetime", lambda k, n, u: all(isinstance(v, str) and is_date(v) for v in k)),
    ("id", lambda k, n, u: all(map(whole, k)) and u == n and n >= 20 and max(k) < min(k) + 2 * n),
    ("categorical", lambda k, n, u: all(map(whole, k)) and u <= 10 and u <= n / 2),
    ("numeric", lambda k, n, u: all(whole(v) or isinstance(v, float) for v in k)),
    ("id", lambda k, n, u: all(isinstance(v, str) for v in k) and n >= 20 and 20 * u > 19 * n),
    ("categorical", lambda k, n, u: True),
]


def kind_of(values):
    known = known_of(values)
    return next(kind for kind, fits in RULES if fits(known, len(known), len(set(known))))


def page_numeric(known):
    return dict(
        zip(("min", "q1", "median", "q3", "max"), (quantile(known, k / 4) for k in range(5)), strict=True)
    )


def page_categorical(known):
    ranked = sorted({(-known.count(v), str(v), v) for v in known}, key=lambda entry: entry[:2])
    return {"top": [[v, -minus] for minus, _, v in ranked[:3]]}


def page_datetime(known):
    return {"min": min(known), "max": max(known)}


PAGES = {"numeric": page_numeric, "categorical": page_categorical, "datetime": page_datetime}


def profile(frame: Frame):
    result = {}
    for name, values in frame.to_dict().items():
        known, kind = known_of(values), kind_of(values)
        result[name] = {"kind": kind, "n_missing": len(values) - len(known), "n_unique": len(set(known))}
        result[name].update(PAGES.get(kind, lambda known: {})(known))
    return result


def association(x, y):
    if len(x) - len(y):
        raise ValueError("lengths")
    keep = [i for i in range(len(x)) if x[i] is not None and y[i] is not None]
    if len(keep) <= 1:
        return 0.0
    x, y = [x[i] for i in keep], [y[i] for i in keep]
    kinds = [all(isinstance(v, float) or whole(v) for v in column) for column in (x, y)]
    if kinds == [True, True]:
        return correlation(x, y)
    if kinds == [False, False]:
        return contingency(x, y)
    numbers, groups = (x, y) if kinds[0] else (y, x)
    centre = {g: fmean(v for v, h in zip(numbers, groups, strict=True) if h == g) for g in set(groups)}
    return correlation(numbers, [centre[g] for g in groups])


def correlation(x, y):
    if len(set(x)) == 1 or len(set(y)) == 1:
        return 0.0
    a, b = fmean(x), fmean(y)
    u, v = [p - a for p in x], [q - b for q in y]
    return abs(sum(p * q for p, q in zip(u, v, strict=True)) / (hypot(*u) * hypot(*v)))


def contingency(x, y):
    """Chi squared as the sum over pairs of indicator columns of n r^2 (1 - p)(1 - q)."""
    xs, ys, n = sorted(set(x), key=repr), sorted(set(y), key=repr), len(x)
    if len(xs) == 1 or len(ys) == 1:
        return 0.0
    total = 0.0
    for a in xs:
        for b in ys:
            p, q = [v == a for v in x], [v == b for v in y]
            share_p, share_q = sum(p) / n, sum(q) / n
            total += (
                correlation(list(map(float, p)), list(map(float, q))) ** 2 * (1 - share_p) * (1 - share_q)
            )
    return sqrt(total / (min(len(xs), len(ys)) - 1))


def suspects(frame: Frame, target: str):
    table = frame.to_dict()
    goal = table.pop(target)
    if kind_of(goal) == "categorical":
        goal = [v if v is None else f"class {v}" for v in goal]
    result = []
    for name, values in table.items():
        kind = kind_of(values)
        if kind == "categorical":
            values = [v if v is None else f"class {v}" for v in values]
        if kind in ("constant", "id"):
            result.append((name, kind))
        elif kind != "datetime" and association(values, goal) > 0.95:
            result.append((name, "association"))
        holes = ["yes" if v is None else "no" for v in values]
        result += [(name, "missingness")] if association(holes, goal) > 0.5 else []
    return result
