"""Checks of lab-profile: NumPy and SciPy as oracles, and tables with planted leaks that must be found."""

from collections import Counter

import numpy as np
from scipy.stats.contingency import association as cramer

from groundup.grading import check, close, equal, item, probe, raises, taken, that

# --- task 1 ------------------------------------------------------------------------------------


@check("kind_of: constants, days and texts", task=1)
def kinds_of_texts(lab, rng):
    for values in ([], [None, None], [3, None, 3], ["a", "a"], [1.5]):
        equal(lab.kind_of(values), "constant")
    equal(lab.kind_of(["2026-03-31", None, "2025-12-01"]), "datetime")
    equal(lab.kind_of(["2026-03-31", "2026-02-30"]), "categorical")
    equal(lab.kind_of(["2026-03-31", "soon"]), "categorical")
    equal(lab.kind_of(["20260331", "20260401"]), "categorical")
    equal(lab.kind_of(["red", "blue", None, "red"]), "categorical")
    equal(lab.kind_of(["1", "2", "3"]), "categorical")


@check("kind_of: numbers, codes and running numbers", task=1)
def kinds_of_numbers(lab, rng):
    equal(lab.kind_of([1.5, 2, None, 2]), "numeric")
    equal(lab.kind_of([3, 1, 2]), "numeric")
    equal(lab.kind_of([1, 2, 1, 2]), "categorical")
    equal(lab.kind_of([1, 2, 1, 3, 2]), "numeric")  # three different ones of five
    equal(lab.kind_of([1.0, 2.0, 1.0, 2.0]), "numeric")
    equal(lab.kind_of([True, False, True]), "categorical")
    equal(lab.kind_of([True, 2, 2, 5, 7]), "categorical")
    equal(lab.kind_of([1, "a", 2]), "categorical")
    codes = [*range(10), *range(10)]
    equal(lab.kind_of(rng.permutation(codes).tolist()), "categorical")
    equal(lab.kind_of(rng.permutation([*range(11), *range(11)]).tolist()), "numeric")
    start = int(rng.integers(1000, 9000))
    equal(lab.kind_of((start + rng.permutation(30)).tolist()), "id")
    equal(lab.kind_of((start + 3 * rng.permutation(30)).tolist()), "numeric")


@check("kind_of: exactly at the bounds", task=1)
def bounds_of_kinds(lab, rng):
    equal(lab.kind_of(list(range(20))), "id")
    equal(lab.kind_of([*range(20), None]), "id")
    equal(lab.kind_of(list(range(19))), "numeric")
    equal(lab.kind_of([*range(19), 39]), "id")  # from 0 to 39 with 20 values
    equal(lab.kind_of([*range(19), 40]), "numeric")
    equal(lab.kind_of([*range(19), 18]), "numeric")
    equal(lab.kind_of([*range(18), 18.5, 19, 20]), "numeric")
    names = [f"n{i}" for i in range(40)]
    equal(lab.kind_of(names[:20]), "id")
    equal(lab.kind_of(names[:19]), "categorical")
    equal(lab.kind_of([*names[:19], names[0]]), "categorical")  # 19 of 20: not above 0.95
    equal(lab.kind_of([*names, names[0]]), "id")  # 40 of 41
    equal(lab.kind_of([*names[:30], None, None, None]), "id")
    equal(lab.kind_of([*names[:30], 7]), "categorical")


# --- task 2 ------------------------------------------------------------------------------------


@check("profile: kinds, missing and different values of each column", task=2)
def counts(lab, rng):
    found = lab.profile(lab.Frame(TABLE))
    equal(sorted(taken(found)) if isinstance(taken(found), dict) else found, sorted(TABLE))
    for name, (kind, missing, unique) in COUNTS.items():
        column = item(found, name)
        equal(item(column, "kind"), kind, f"The kind of {name}")
        equal(item(column, "n_missing"), missing, f"n_missing of {name}")
        equal(item(column, "n_unique"), unique, f"n_unique of {name}")


TABLE = {
    "age": [31, 45, None, 31, 62, 18],
    "city": ["Kiel", "Bonn", "Kiel", None, "Ulm", "Kiel"],
    "joined": ["2026-01-05", "2025-11-30", None, None, "2026-01-05", "2024-02-29"],
    "country": ["DE", "DE", None, "DE", "DE", "DE"],
    "plan": [2, 1, 2, 2, 1, 2],
}
COUNTS = {
    "age": ("numeric", 1, 4),
    "city": ("categorical", 1, 3),
    "joined": ("datetime", 2, 3),
    "country": ("constant", 1, 1),
    "plan": ("categorical", 0, 2),
}


@check("profile: quartiles of numbers, first and last day", task=2)
def quartiles(lab, rng):
    column = item(lab.profile(lab.Frame(TABLE)), "joined")
    equal(item(column, "min"), "2024-02-29", "The first day")
    equal(item(column, "max"), "2026-01-05", "The last day")
    for n in (2, 5, 8, 23):
        values = rng.normal(size=n).tolist()
        found = item(lab.profile(lab.Frame({"v": [None, *values, None]})), "v")
        names = ("min", "q1", "median", "q3", "max")
        close([item(found, name) for name in names], np.quantile(values, [0, 0.25, 0.5, 0.75, 1]))


@check("profile: the three most frequent categories", task=2)
def tops(lab, rng):
    def top(values):
        return item(item(lab.profile(lab.Frame({"c": values})), "c"), "top")

    equal(top(["b", "a", None, "b", "c", "a", "b", "d"]), [["b", 3], ["a", 2], ["c", 1]])
    equal(top([7, 10, 7, 10, 9, 9]), [[10, 2], [7, 2], [9, 2]])  # equally frequent: by their text
    equal(top(["x", "y", None]), [["x", 1], ["y", 1]])
    values = rng.choice(["p", "q", "r", "s"], size=20).tolist()
    most = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    equal(top(values), [list(pair) for pair in most])


# --- task 3 ------------------------------------------------------------------------------------


@check("association: two numbers, by Pearson without its sign", task=3)
def two_numbers(lab, rng):
    close(lab.association([1, 2, 3], [2, 4, 6]), 1)
    close(lab.association([1, 2, 3], [5, 4, 3.0]), 1)
    close(lab.association([1, 2, 3, 4], [1, 3, 2, 4]), 0.8)
    for n in (3, 12):
        x, y = rng.normal(size=n), rng.normal(size=n)
        close(lab.association((5 + x).tolist(), y.tolist()), abs(np.corrcoef(x, y)[0, 1]))


@check("association: a number and a category, by the correlation ratio", task=3)
def number_and_category(lab, rng):
    close(lab.association([1, 3, 5, 7], ["a", "a", "b", "b"]), np.sqrt(0.8))
    for _ in range(3):
        groups = rng.choice(["u", "v", "w"], size=14)
        x = rng.normal(size=14) + 2 * (groups == "u")
        expected = np.sqrt(
            1 - sum(x[groups == g].var() * (groups == g).sum() for g in set(groups)) / 14 / x.var()
        )
        close(lab.association(x.tolist(), groups.tolist()), expected)
        close(lab.association(groups.tolist(), x.tolist()), expected)
    close(lab.association([1, 2, 3, 4], [True, True, False, False]), np.sqrt(0.8))


@check("association: two categories, by Cramer's V", task=3)
def two_categories(lab, rng):
    close(lab.association(["a", "a", "b", "b"], ["x", "x", "y", "y"]), 1)
    close(lab.association(["a", "a", "b", "b"], ["x", "y", "x", "y"]), 0)
    mixed, codes = [1, "a", 1, "a", 7], ["x", "y", "x", "y", "z"]  # not only numbers: a category
    close(lab.association(mixed, codes), 1)
    close(lab.association(codes, mixed), 1)
    for sizes in ((2, 2), (2, 4), (3, 3), (4, 3)):
        table = rng.integers(0, 6, size=sizes) + np.eye(*sizes, dtype=int)
        rows, columns = np.nonzero(table)
        repeats = table[rows, columns]
        x = [f"r{i}" for i in np.repeat(rows, repeats)]
        y = [f"c{j}" for j in np.repeat(columns, repeats)]
        kept = table[np.ix_(table.any(axis=1), table.any(axis=0))]
        close(lab.association(x, y), cramer(kept, method="cramer"), abs_tol=1e-7)  # a root near 0


@check("association: what the categories are called does not matter", task=3)
def renamed(lab, rng):
    groups = rng.integers(0, 4, size=20)
    x, names = rng.normal(size=20) + groups, np.array(["d", "b", "a", "c"])
    letters = [["a", "b", "c", "d"][g] for g in groups]
    expected = np.sqrt(
        1 - sum(x[groups == g].var() * (groups == g).sum() for g in set(groups)) / 20 / x.var()
    )
    close(lab.association(x.tolist(), letters), expected)
    close(lab.association(x.tolist(), names[groups].tolist()), expected)


@check("association: pairs with something missing are left out together", task=3)
def missing_pairs(lab, rng):
    close(lab.association([1, None, 2, 3, 9], [2, 7, 4, 6, None]), 1)
    close(lab.association([1, None, 3, 5, 7], ["a", "a", "a", "b", "b"]), np.sqrt(0.8))
    x, y = rng.normal(size=9).tolist(), rng.normal(size=9).tolist()
    holed_x = [None if i in (1, 4) else v for i, v in enumerate(x)]
    holed_y = [None if i in (4, 7) else v for i, v in enumerate(y)]
    kept = [i for i in range(9) if i not in (1, 4, 7)]
    expected = abs(np.corrcoef(np.array(x)[kept], np.array(y)[kept])[0, 1])
    close(lab.association(holed_x, holed_y), expected)
    close(lab.association([1, 2, None, 4], ["a", "b", None, None]), 1)


@check("association: 0 where there is nothing to measure; other lengths are refused", task=3)
def nothing(lab, rng):
    for x, y in (
        ([], []),
        ([1], [2]),
        ([1, None], [None, 2]),
        ([3, 3, 3], [1, 2, 5]),
        ([1, 2, 5], [3, 3, 3]),
        ([4, 4], ["a", "b"]),
        (["a", "a"], [1, 2]),
        (["a", "a", "a"], ["x", "y", "x"]),
        (["x", "y", "x"], ["a", "a", "a"]),
    ):
        close(lab.association(x, y), 0)
    close(lab.association([1, 2], [5, 3]), 1)
    raises(ValueError, lab.association, [1, 2], [1])
    raises(ValueError, lab.association, ["a"], ["a", "b"])


# --- task 4 ------------------------------------------------------------------------------------


@check("suspects: an id, a constant, a copy of the target, a telling hole", task=4)
def planted(lab, rng):
    for numeric in (False, True):
        columns, leaks = leaky(rng, numeric)
        found = read(lab.suspects(lab.Frame(columns), "target"))
        missed = [leak for leak in leaks if leak not in found]
        that(not missed, f"These were planted and not found: {missed}. Found: {found}")
        alarms = [pair for pair in found if pair not in leaks]
        that(len(alarms) <= 1, f"20 columns are pure noise. False alarms: {alarms}")
        order = [name for name, _ in found]
        equal(order, sorted(order, key=list(columns).index), "The columns named, in the order of the table")


@check("suspects: the target is not suspected, and codes are categories", task=4)
def codes(lab, rng):
    target = ["no", "yes"] * 20
    letters = {"a": "no", "b": "yes", "c": "no", "d": "yes"}
    code = [{"a": 5, "b": 1, "c": 2, "d": 9}[x] for x in "abcd" * 10]
    that([letters[x] for x in "abcd" * 10] == target, "The codes decide the target.")
    equal(
        read(lab.suspects(lab.Frame({"code": code, "target": target}), "target")), [("code", "association")]
    )
    swapped = {"target": [1, 0] * 20, "group": ["u", "v"] * 20, "noise": rng.normal(size=40).tolist()}
    equal(read(lab.suspects(lab.Frame(swapped), "target")), [("group", "association")])
    equal(read(lab.suspects(lab.Frame({"target": [1, 2]}), "target")), [])


@check("suspects: one column may be named twice, days only for their holes", task=4)
def twice(lab, rng):
    target = [0, 1] * 15
    days = [f"2026-01-{d + 1:02d}" for d in range(30)]
    columns = {
        "boat": [None if t == 0 else "B4" for t in target],
        "day": days,
        "left": [day if t else None for day, t in zip(days, target, strict=True)],
        "number": [100 + i if t else None for i, t in enumerate(target)],
        "target": target,
    }
    expected = [
        ("boat", "constant"),
        ("boat", "missingness"),
        ("left", "missingness"),
        ("number", "missingness"),
    ]
    equal(read(lab.suspects(lab.Frame(columns), "target")), expected)
    raises(KeyError, lab.suspects, lab.Frame(columns), "goal")


@check("suspects: bounds of 0.95 and 0.5", task=4)
def bounds_of_suspicion(lab, rng):
    target = [0.0] * 20 + [1.0] * 20
    names = ["a"] * 20 + ["b"] * 20
    for wrong, expected in ((0, [("x", "association")]), (1, [("x", "association")]), (2, [])):
        x = list(names)
        x[:wrong] = ["b"] * wrong  # Cramer's V and eta are 1, 0.951 and 0.905
        equal(read(lab.suspects(lab.Frame({"x": x, "target": target}), "target")), expected)
    for known, expected in ((5, [("x", "missingness")]), (11, [("x", "missingness")]), (13, [])):
        noise = rng.normal(size=40).tolist()
        x = [None if i >= 20 + known else v for i, v in enumerate(noise)]
        equal(read(lab.suspects(lab.Frame({"x": x, "target": names}), "target")), expected)


# --- reading, and tables -------------------------------------------------------------------------


def read(found):
    """[(column, reason)], or a failed check where it is none."""
    found = taken(found)
    fits = isinstance(found, list) and all(isinstance(p, list | tuple) and len(p) == 2 for p in found)
    that(fits, "suspects gives a list of pairs (column, reason).")
    pairs = [tuple(pair) for pair in found]
    that(all(isinstance(part, str) for pair in pairs for part in pair), "Column and reason are texts.")
    return pairs


def leaky(rng, numeric):
    """20 columns of noise and five that are suspicious, in random order; and the pairs that name the five."""
    n = 120
    target = rng.normal(size=n) if numeric else rng.permutation([0, 1] * (n // 2))
    high = target > np.median(target) if numeric else target == 1
    columns = {f"n{k}": rng.normal(size=n).tolist() for k in range(12)}
    columns |= {f"c{k}": rng.choice(["u", "v", "w"], size=n).tolist() for k in range(4)}
    columns |= {f"k{k}": rng.integers(1, 5, size=n).tolist() for k in range(4)}
    holes = rng.normal(size=n)
    columns["number"] = (1000 + rng.permutation(n)).tolist()
    columns["name"] = [f"p{i:03d}" for i in rng.permutation(n)]
    columns["country"] = ["DE"] * n
    copy = 3 * target + 0.01 * rng.normal(size=n)
    columns["copy"] = copy.tolist() if numeric else np.where(high, "gone", "here").tolist()
    columns["refund"] = [x if h else None for x, h in zip(holes.tolist(), high.tolist(), strict=True)]
    order = [list(columns)[k] for k in rng.permutation(len(columns))]
    leaks = {
        "number": "id",
        "name": "id",
        "country": "constant",
        "copy": "association",
        "refund": "missingness",
    }
    shuffled = {name: columns[name] for name in order} | {"target": target.tolist()}
    return shuffled, [(name, leaks[name]) for name in order if name in leaks]


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def three_groups(lab):
    return lab.association([1.0, 9.0, 2.0, 1.5, 9.5, 2.5], ["a", "b", "c", "a", "b", "c"])


@probe
def two_groups(lab):
    return lab.association([1, 3, 5, 7], ["a", "a", "b", "b"])


@probe
def small_table(lab):
    return lab.association(["a", "a", "a", "b", "b"], ["x", "x", "y", "y", "y"])


@probe
def three_by_three(lab):
    return lab.association(list("aabbcc"), list("xxyyzz"))


@probe
def falling(lab):
    return lab.association([1, 2, 3, 4], [4, 3, 1, 2])


@probe
def holes_on_both_sides(lab):
    return lab.association([1, None, 2, 3, 5], [2, 7, 4, 6, None])


@probe
def quartile_between_data(lab):
    return lab.profile(lab.Frame({"v": [1.0, 2.0, 3.0, 5.0]}))["v"]["q1"]


@probe
def class_codes(lab):
    return lab.kind_of([1, 2, 1, 2, 2, 1])


@probe
def running_numbers(lab):
    return lab.kind_of(list(range(500, 530)))


@probe
def different_values(lab):
    return lab.profile(lab.Frame({"c": ["a", None, "b", None]}))["c"]["n_unique"]


@probe
def telling_holes(lab):
    x = [None if i % 2 else 1.5 + i for i in range(20)]
    return [list(pair) for pair in lab.suspects(lab.Frame({"x": x, "t": [0, 1] * 10}), "t")]


@probe
def code_that_decides(lab):
    table = {"code": [5, 1, 2, 9] * 5, "t": ["no", "yes", "no", "yes"] * 5}
    return [list(pair) for pair in lab.suspects(lab.Frame(table), "t")]
