"""Checks of lab-mini-frame: small tables worked out by hand, and SQLite as the oracle for random ones."""

import sqlite3
from collections import Counter
from contextlib import closing

from groundup.grading import check, close, equal, probe, raises, that

ORDERS = {"customer": ["Bo", "Ada", "Bo", None, "Cem"], "amount": [20, 30, None, 45, 40]}

# --- task 1 ------------------------------------------------------------------------------------


@check("A frame knows its names, its length and its columns", task=1)
def columns(lab, rng):
    orders = lab.Frame(ORDERS)
    equal(orders.names, ["customer", "amount"])
    equal(len(orders), 5)
    equal(orders["amount"], [20, 30, None, 45, 40])
    equal(orders.to_dict(), ORDERS)
    some = rng.integers(0, 100, size=int(rng.integers(3, 9))).tolist()
    frame = lab.Frame({"b": some, "a": some[::-1]})
    equal(frame.names, ["b", "a"])
    equal(len(frame), len(some))
    equal(frame["a"], some[::-1])


@check("A frame may be empty", task=1)
def empty(lab, rng):
    equal(len(lab.Frame({})), 0)
    equal(lab.Frame({}).names, [])
    frame = lab.Frame({"a": [], "b": []})
    equal(len(frame), 0)
    equal(frame.to_dict(), {"a": [], "b": []})


@check("Columns of different lengths and unknown names are refused", task=1)
def refuses_columns(lab, rng):
    equal(len(lab.Frame({"a": [1], "b": [2]})), 1)
    raises(ValueError, lab.Frame, {"a": [1, 2], "b": [1]})
    raises(ValueError, lab.Frame, {"a": [], "b": [1]})
    raises(KeyError, lab.Frame({"a": [1]}).__getitem__, "b")


# --- task 2 ------------------------------------------------------------------------------------


@check("select: these columns, in this order", task=2)
def selects(lab, rng):
    frame = lab.Frame({"a": [1, 2], "b": [3, 4], "c": [5, None]})
    is_table(frame.select(["c", "a"]), {"c": [5, None], "a": [1, 2]})
    is_table(frame.select(["b"]), {"b": [3, 4]})
    raises(KeyError, frame.select, ["a", "d"])
    is_table(frame, {"a": [1, 2], "b": [3, 4], "c": [5, None]}, "The frame has changed: it")


@check("where: the rows of the mask", task=2)
def masks(lab, rng):
    orders = lab.Frame(ORDERS)
    mask = [True, False, True, True, False]
    is_table(orders.where(mask), {"customer": ["Bo", "Bo", None], "amount": [20, None, 45]})
    is_table(orders.where([False] * 5), {"customer": [], "amount": []})
    is_table(orders.where([True] * 5), ORDERS)
    values = rng.integers(0, 50, size=12).tolist()
    mask = (rng.random(12) < 0.5).tolist()
    is_table(lab.Frame({"x": values}).where(mask), {"x": [x for x, m in zip(values, mask, strict=True) if m]})


@check("where: a mask of another length is refused", task=2)
def refuses_masks(lab, rng):
    frame = lab.Frame({"a": [1, 2]})
    is_table(frame.where([False, True]), {"a": [2]})
    raises(ValueError, frame.where, [True])
    raises(ValueError, frame.where, [True, True, True])
    raises(ValueError, frame.where, [])


@check("sort_by: by the names in turn, missing last, ties as before", task=2)
def sorts(lab, rng):
    by_name = lab.Frame(ORDERS).sort_by(["customer"])
    is_table(by_name, {"customer": ["Ada", "Bo", "Bo", "Cem", None], "amount": [30, 20, None, 40, 45]})
    frame = lab.Frame({"a": [2, 1, 2, 1, None], "b": [None, 5, -3, 4, 0], "row": [0, 1, 2, 3, 4]})
    equal(frame.sort_by(["a", "b"])["row"], [3, 1, 2, 0, 4])
    equal(frame.sort_by(["b", "a"])["row"], [2, 4, 3, 1, 0])
    equal(frame.sort_by(["a"])["row"], [1, 3, 0, 2, 4])
    equal(frame["a"], [2, 1, 2, 1, None], "`sort_by` changed its frame: column a")
    columns = random_columns(rng, 14, a=4, b=4) | {"row": list(range(14))}
    expected = by_sql("select row from t order by a nulls last, b nulls last, row", t=columns)
    equal(lab.Frame(columns).sort_by(["a", "b"])["row"], expected["row"])
    raises(KeyError, frame.sort_by, ["c"])


@check("head: the first rows, five unless said otherwise", task=2)
def heads(lab, rng):
    values = rng.integers(0, 50, size=7).tolist()
    frame = lab.Frame({"x": values, "y": values[::-1]})
    is_table(frame.head(2), {"x": values[:2], "y": values[::-1][:2]})
    is_table(frame.head(), {"x": values[:5], "y": values[::-1][:5]})
    is_table(frame.head(9), {"x": values, "y": values[::-1]})
    is_table(frame.head(0), {"x": [], "y": []})


# --- task 3 ------------------------------------------------------------------------------------


@check("agg: the groups of the brief, one aggregation after the other", task=3)
def groups(lab, rng):
    orders = lab.Frame(ORDERS)
    for how, expected in (
        ("mean", [30, 20, 40]),
        ("sum", [30, 20, 40]),
        ("count", [1, 1, 1]),
        ("nunique", [1, 1, 1]),
    ):
        result = orders.groupby(["customer"]).agg({"amount": how})
        is_table(result, {"customer": ["Ada", "Bo", "Cem"], "amount": expected})


@check("agg: missing values count for nothing", task=3)
def missing_values(lab, rng):
    frame = lab.Frame({"g": ["b", "a", "b", "b", "b", "a"], "v": [4, None, None, 8, 4, None]})
    for how, expected in (("sum", [0, 16]), ("mean", [None, 16 / 3]), ("count", [0, 3]), ("nunique", [0, 2])):
        is_table(frame.groupby(["g"]).agg({"v": how}), {"g": ["a", "b"], "v": expected})


@check("agg: sums, means and counts as SQLite gives them", task=3)
def groups_by_sql(lab, rng):
    for _ in range(3):
        table = random_columns(rng, 25, g=3, h=4, v=7, w=7)
        result = lab.Frame(table).groupby(["h", "g"]).agg({"v": "sum", "w": "mean"})
        is_table(result, by_sql(GROUPED.format("total(v) as v, avg(w) as w"), t=table))
        result = lab.Frame(table).groupby(["h", "g"]).agg({"w": "count", "v": "nunique"})
        is_table(result, by_sql(GROUPED.format("count(w) as w, count(distinct v) as v"), t=table))


GROUPED = "select h, g, {} from t where h is not null and g is not null group by h, g order by h, g"


@check("agg: keys in sorted order, rows with a missing key in no group", task=3)
def sorted_groups(lab, rng):
    frame = lab.Frame({"g": [10, None, 9, 10, None], "h": ["x", "x", "y", None, None], "v": [1, 2, 3, 4, 5]})
    is_table(frame.groupby(["g"]).agg({"v": "sum"}), {"g": [9, 10], "v": [3, 5]})
    result = frame.groupby(["h", "g"]).agg({"v": "sum"})
    is_table(result, {"h": ["x", "y"], "g": [10, 9], "v": [1, 3]})
    is_table(frame.where([False] * 5).groupby(["g"]).agg({"v": "sum"}), {"g": [], "v": []})


@check("agg: a function gets the values of the group, missing ones included", task=3)
def own_function(lab, rng):
    orders = lab.Frame(ORDERS)
    sizes = orders.groupby(["customer"]).agg({"amount": len})
    is_table(sizes, {"customer": ["Ada", "Bo", "Cem"], "amount": [1, 2, 1]})
    values = rng.integers(0, 90, size=9).tolist()
    frame = lab.Frame({"g": [1, 2, 1, 2, 1, 2, 1, 2, 1], "v": values})
    firsts = frame.groupby(["g"]).agg({"v": lambda group: group[0] - group[-1]})
    is_table(firsts, {"g": [1, 2], "v": [values[0] - values[8], values[1] - values[7]]})


@check("agg: refuses unknown aggregations and unknown columns", task=3)
def refuses_groups(lab, rng):
    groups = lab.Frame(ORDERS).groupby(["customer"])
    is_table(groups.agg({"amount": "count"}), {"customer": ["Ada", "Bo", "Cem"], "amount": [1, 1, 1]})
    raises(ValueError, groups.agg, {"amount": "average"})
    raises(KeyError, groups.agg, {"price": "sum"})
    raises(KeyError, lambda: lab.Frame(ORDERS).groupby(["city"]).agg({"amount": "sum"}))


# --- task 4 ------------------------------------------------------------------------------------

LEFT = {"k": ["a", "b", "a", "c", None], "x": [1, 2, 3, 4, 5]}
RIGHT = {"k": ["a", "d", "a", None, "b"], "y": [10, 20, 30, 40, 50]}


@check("merge: every match, and for left and outer what is without", task=4)
def joins(lab, rng):
    left, right = lab.Frame(LEFT), lab.Frame(RIGHT)
    inner = {"k": ["a", "a", "b", "a", "a", None], "x": [1, 1, 2, 3, 3, 5], "y": [10, 30, 50, 10, 30, 40]}
    is_table(left.merge(right, ["k"], "inner"), inner)
    is_table(left.merge(right, ["k"]), inner)
    all_left = {
        "k": ["a", "a", "b", "a", "a", "c", None],
        "x": [1, 1, 2, 3, 3, 4, 5],
        "y": [10, 30, 50, 10, 30, None, 40],
    }
    is_table(left.merge(right, ["k"], how="left"), all_left)
    outer = {"k": [*all_left["k"], "d"], "x": [*all_left["x"], None], "y": [*all_left["y"], 20]}
    is_table(left.merge(right, ["k"], how="outer"), outer)
    is_table(left, LEFT, "The left frame has changed: it")
    is_table(right, RIGHT, "The right frame has changed: it")


@check("merge: as many rows as the keys' numbers multiply to", task=4)
def join_lengths(lab, rng):
    for _ in range(4):
        left, right = rng.integers(0, 5, size=9).tolist(), rng.integers(2, 7, size=8).tolist()
        ours, theirs = Counter(left), Counter(right)
        matched = sum(ours[key] * theirs[key] for key in ours)
        alone = sum(ours[key] for key in ours if key not in theirs)
        unmet = sum(theirs[key] for key in theirs if key not in ours)
        frames = lab.Frame({"k": left}), lab.Frame({"k": right})
        for how, rows in (("inner", matched), ("left", matched + alone), ("outer", matched + alone + unmet)):
            equal(len(frames[0].merge(frames[1], ["k"], how)), rows, f"Rows of the {how} join")


@check("merge: on two columns, as SQLite joins them", task=4)
def joins_by_sql(lab, rng):
    for _ in range(3):
        left, right = random_columns(rng, 12, x=9, k=3, m=3), random_columns(rng, 11, m=3, y=9, k=4)
        frames = lab.Frame(left), lab.Frame(right)
        for how in ("inner", "left"):
            expected = by_sql(JOINED.format(how, "l.rowid, r.rowid"), l=left, r=right)
            is_table(frames[0].merge(frames[1], ["k", "m"], how), expected)
        unmet = by_sql(UNMET, l=left, r=right)
        outer = {name: values + unmet[name] for name, values in expected.items()}
        is_table(frames[0].merge(frames[1], ["k", "m"], "outer"), outer)


JOINED = "select l.x, l.k, l.m, r.y from l {} join r on l.k is r.k and l.m is r.m order by {}"
UNMET = """select null as x, k, m, y from r where not exists
    (select 1 from l where l.k is r.k and l.m is r.m) order by rowid"""


@check("merge: suffixes for names that both have", task=4)
def suffixes(lab, rng):
    one = lab.Frame({"v": [1, 2], "k": ["a", "b"], "only": [7, 8]})
    two = lab.Frame({"k": ["b", "a"], "v": [3, 4], "more": [5, 6]})
    names = ["v_x", "k", "only", "v_y", "more"]
    values = [1, 2], ["a", "b"], [7, 8], [4, 3], [6, 5]
    is_table(one.merge(two, ["k"]), dict(zip(names, values, strict=True)))
    names = ["v_old", "k", "only", "v", "more"]
    is_table(one.merge(two, ["k"], suffixes=("_old", "")), dict(zip(names, values, strict=True)))
    names = ["v_old", "k", "only", "v_new", "more"]
    result = one.merge(two, ["k"], "outer", ("_old", "_new"))
    is_table(result, dict(zip(names, values, strict=True)))


@check("merge: empty frames", task=4)
def joins_empty(lab, rng):
    left, none = lab.Frame(LEFT), lab.Frame({"k": [], "y": []})
    is_table(left.merge(none, ["k"]), {"k": [], "x": [], "y": []})
    is_table(left.merge(none, ["k"], "left"), LEFT | {"y": [None] * 5})
    is_table(none.merge(left, ["k"], "outer"), {"k": LEFT["k"], "y": [None] * 5, "x": LEFT["x"]})


@check("merge: refuses another how, equal names, unknown columns", task=4)
def refuses_joins(lab, rng):
    left, right = lab.Frame(LEFT), lab.Frame(RIGHT)
    equal(len(left.merge(right, ["k"])), 6)
    raises(ValueError, left.merge, right, ["k"], "full")
    raises(KeyError, left.merge, right, ["x"])
    raises(KeyError, left.merge, right, ["y"])
    twice = lab.Frame({"k": ["a"], "v": [1], "v_y": [2]})
    raises(ValueError, twice.merge, lab.Frame({"k": ["a"], "v": [3]}), ["k"])
    raises(ValueError, twice.merge, lab.Frame({"k": ["a"], "v": [3]}), ["k"], suffixes=("", ""))


# --- task 5 ------------------------------------------------------------------------------------

LONG = {"city": ["Kiel", "Bonn", "Kiel"], "year": ["2024", "2024", "2023"], "sales": [5, 7, 4]}


@check("pivot: from long to wide, sorted both ways", task=5)
def pivots(lab, rng):
    wide = lab.Frame(LONG).pivot("city", "year", "sales")
    is_table(wide, {"city": ["Bonn", "Kiel"], "2023": [None, 4], "2024": [7, 5]})
    rows, names = rng.permutation(5).tolist(), ["u", "v", "w"]
    values = rng.integers(10, 99, size=(5, 3)).tolist()
    places = [(i, j) for i in range(5) for j in range(3)]
    order = [places[k] for k in rng.permutation(15)[:11]]
    long = {
        "value": [values[i][j] for i, j in order],
        "name": [names[j] for _, j in order],
        "row": [rows[i] for i, _ in order],
    }
    kept = {(rows[i], names[j]): values[i][j] for i, j in order}
    heads = sorted({row for row, _ in kept})
    expected = {"row": heads}
    for name in sorted({name for _, name in kept}):
        expected[name] = [kept.get((row, name)) for row in heads]
    is_table(lab.Frame(long).pivot("row", "name", "value"), expected)


@check("pivot: a missing value is a value as good as any", task=5)
def pivots_missing(lab, rng):
    frame = lab.Frame({"a": [2, 1], "b": ["x", "x"], "v": [None, 3]})
    is_table(frame.pivot("a", "b", "v"), {"a": [1, 2], "x": [3, None]})
    is_table(lab.Frame({"a": [], "b": [], "v": []}).pivot("a", "b", "v"), {"a": []})


@check("pivot: refuses two values for one cell, and missing labels", task=5)
def refuses_pivots(lab, rng):
    equal(len(lab.Frame(LONG).pivot("city", "year", "sales")), 2)
    for second in (7, 8, None):
        twice = lab.Frame({"a": [1, 2, 1], "b": ["x", "x", "x"], "v": [7, 5, second]})
        raises(ValueError, twice.pivot, "a", "b", "v")
    raises(ValueError, lab.Frame({"a": [None], "b": ["x"], "v": [7]}).pivot, "a", "b", "v")
    raises(ValueError, lab.Frame({"a": [1], "b": [None], "v": [7]}).pivot, "a", "b", "v")


# --- comparing and drawing -----------------------------------------------------------------------


def is_table(frame, expected, what="The result"):
    """A frame with these columns in this order, and these values."""
    shown = type(frame).__name__ if not hasattr(frame, "to_dict") else ""
    that(not shown, f"{what} should be a Frame, not {shown}.")
    equal(frame.names, list(expected), f"{what} has these columns")
    close(frame.to_dict(), expected)


def random_columns(rng, n, **sizes):
    """Columns of n whole numbers below the given sizes, about one in seven of them missing."""
    return {
        name: [None if rng.random() < 0.15 else int(rng.integers(size)) for _ in range(n)]
        for name, size in sizes.items()
    }


def by_sql(query, **tables):
    """What SQLite answers, as {name: values}. Each table is a dict of columns."""
    with closing(sqlite3.connect(":memory:")) as db:
        for name, table in tables.items():
            db.execute(f"create table {name} ({', '.join(table)})")
            places = ", ".join("?" for _ in table)
            db.executemany(f"insert into {name} values ({places})", zip(*table.values(), strict=True))
        found = db.execute(query)
        names = [column[0] for column in found.description]
        rows = found.fetchall()
    return {name: [row[k] for row in rows] for k, name in enumerate(names)}


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def sorted_by_two(lab):
    frame = lab.Frame({"a": [2, 1, 2], "b": [3, 4, 1], "row": [0, 1, 2]})
    return frame.sort_by(["a", "b"])["row"]


@probe
def mean_with_a_missing_value(lab):
    return lab.Frame({"g": [1, 1, 1], "v": [3, None, 6]}).groupby(["g"]).agg({"v": "mean"})["v"]


@probe
def count_with_a_missing_value(lab):
    return lab.Frame({"g": [1, 1, 1], "v": [3, None, 6]}).groupby(["g"]).agg({"v": "count"})["v"]


@probe
def nunique_with_a_missing_value(lab):
    return lab.Frame({"g": [1, 1, 1], "v": [3, None, 3]}).groupby(["g"]).agg({"v": "nunique"})["v"]


@probe
def groups_as_they_come(lab):
    return lab.Frame({"g": [2, 1, 2], "v": [1, 1, 1]}).groupby(["g"]).agg({"v": "sum"})["g"]


@probe
def missing_key(lab):
    return lab.Frame({"g": ["a", None], "v": [1, 2]}).groupby(["g"]).agg({"v": "sum"})["v"]


@probe
def many_to_many(lab):
    return len(lab.Frame({"k": [1, 1]}).merge(lab.Frame({"k": [1, 1, 1]}), ["k"]))


@probe
def missing_keys_in_a_join(lab):
    return len(lab.Frame({"k": [1, None]}).merge(lab.Frame({"k": [None, 1]}), ["k"]))


@probe
def left_without_partner(lab):
    return lab.Frame({"k": [1, 2]}).merge(lab.Frame({"k": [1], "v": [5]}), ["k"], "left").to_dict()


@probe
def right_without_partner(lab):
    return lab.Frame({"k": [1]}).merge(lab.Frame({"k": [1, 2], "v": [5, 6]}), ["k"], "outer").to_dict()


@probe
def one_name_in_both(lab):
    return lab.Frame({"k": [1], "v": [2]}).merge(lab.Frame({"k": [1], "v": [3]}), ["k"]).names


@probe
def two_values_for_a_cell(lab):
    return lab.Frame({"a": [1, 1], "b": ["x", "x"], "v": [3, 4]}).pivot("a", "b", "v").to_dict()
