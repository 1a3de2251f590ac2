"""Checks of lab-imputer: scikit-learn and NumPy as oracles, and properties that cleaning must have."""

import numpy as np
from sklearn.impute import SimpleImputer

from groundup.grading import array, check, close, echo, equal, item, probe, raises

NAN = float("nan")
STRATEGIES = ("mean", "median", "most_frequent", "constant")

# --- task 1 ------------------------------------------------------------------------------------


@check("fit learns from the rows it gets, transform fills other rows with that", task=1)
def example(lab, rng):
    imputer = lab.SimpleImputer("mean").fit([[1.0, 4.0], [3.0, NAN]])
    close(imputer.transform([[NAN, NAN]]), [[2.0, 4.0]])
    close(imputer.statistics_, [2.0, 4.0])
    close(lab.SimpleImputer().fit([[1.0], [3.0], [8.0]]).statistics_, [4.0], "The default is the mean")


@check("Each strategy agrees with scikit-learn", task=1)
def agrees(lab, rng):
    for strategy in STRATEGIES:
        for n in (5, 12):
            train, other = holed(rng, n, 3), holed(rng, 4, 3)
            expected = SimpleImputer(strategy=strategy, fill_value=-7.5, keep_empty_features=True).fit(train)
            imputer = lab.SimpleImputer(strategy, fill_value=-7.5).fit(train)
            close(imputer.statistics_, expected.statistics_)
            close(imputer.transform(train), expected.transform(train))
            close(imputer.transform(other), expected.transform(other))


@check("most_frequent: of several, the smallest", task=1)
def ties(lab, rng):
    column = [[4.0], [2.0], [NAN], [9.0], [2.0], [4.0], [NAN], [NAN]]
    close(lab.SimpleImputer("most_frequent").fit(column).statistics_, [2.0])
    low, high = sorted(rng.choice(50, size=2, replace=False).tolist())
    column = [[high], [low], [high], [low], [NAN], [low - 9.0]]
    close(lab.SimpleImputer("most_frequent").fit(column).statistics_, [low])


@check("A column that is missing in every training row gets 0", task=1)
def empty_columns(lab, rng):
    value = float(rng.integers(2, 9))
    train = [[NAN, value], [NAN, NAN], [NAN, value]]
    for strategy in ("mean", "median", "most_frequent"):
        imputer = lab.SimpleImputer(strategy).fit(train)
        close(imputer.transform([[NAN, NAN], [4.0, 5.0]]), [[0.0, value], [4.0, 5.0]])
    constant = lab.SimpleImputer("constant", fill_value=3.0).fit(train)
    close(constant.transform([[NAN, NAN]]), [[3.0, 3.0]])
    close(lab.SimpleImputer("constant").fit(train).transform([[NAN, 1.0]]), [[0.0, 1.0]])


@check("transform learns nothing: a row comes out the same, whatever stands beside it", task=1)
def no_refit(lab, rng):
    train, row = holed(rng, 9, 2), [NAN, 5.0]
    for strategy in STRATEGIES[:3]:
        imputer = lab.SimpleImputer(strategy).fit(train)
        alone = array(imputer.transform([row]), (1, 2))
        beside = array(imputer.transform([row, [1000.0, 2000.0], [3000.0, NAN]]), (3, 2))
        close(beside[0], alone[0], "The first of three rows, of which the others are large")
        close(alone[0], [array(imputer.statistics_, (2,))[0], 5.0])
        close(imputer.statistics_, SimpleImputer(strategy=strategy).fit(train).statistics_)


@check("add_indicator: a column of 0 and 1 for each that had holes in fit", task=1)
def indicators(lab, rng):
    train = [[NAN, 1.0, 2.0, NAN], [3.0, 4.0, 6.0, 1.0]]
    imputer = lab.SimpleImputer("mean", add_indicator=True).fit(train)
    close(imputer.transform(train), [[3, 1, 2, 1, 1, 1], [3, 4, 6, 1, 0, 0]])
    other = [[1.0, NAN, 2.0, NAN], [NAN, 5.0, 6.0, 7.0], [1.0, 2.0, 3.0, 4.0]]
    close(imputer.transform(other), [[1, 2.5, 2, 1, 0, 1], [3, 5, 6, 7, 1, 0], [1, 2, 3, 4, 0, 0]])
    for strategy in STRATEGIES:
        train, other = holed(rng, 8, 4), holed(rng, 5, 4)
        train[:, 1] = rng.normal(size=8)
        expected = SimpleImputer(strategy=strategy, fill_value=0.0, add_indicator=True).fit(train)
        imputer = lab.SimpleImputer(strategy, True).fit(train)
        close(imputer.transform(other), expected.transform(other))


@check("Without holes in fit there is no indicator, and whole numbers are fine", task=1)
def complete(lab, rng):
    whole = rng.integers(0, 9, size=(4, 2)).tolist()
    imputer = lab.SimpleImputer("median", add_indicator=True).fit(whole)
    close(imputer.transform([[NAN, 1.0]]), [[np.median([row[0] for row in whole]), 1.0]])
    close(imputer.transform(whole), whole)


@check("Refuses unknown strategies, other shapes, and transform before fit", task=1)
def refuses(lab, rng):
    close(lab.SimpleImputer("median").fit([[1.0], [2.0]]).transform([[NAN]]), [[1.5]])
    raises(ValueError, lab.SimpleImputer, "average")
    raises(ValueError, lab.SimpleImputer("mean").transform, [[1.0]])
    raises(ValueError, lab.SimpleImputer("mean").fit, [1.0, 2.0])
    fitted = lab.SimpleImputer("mean").fit([[1.0, 2.0]])
    raises(ValueError, fitted.transform, [[1.0]])
    raises(ValueError, fitted.transform, [[1.0, 2.0, 3.0]])
    raises(ValueError, fitted.transform, [1.0, 2.0])


@check("None is missing, too", task=1)
def none_is_missing(lab, rng):
    low, high = rng.integers(1, 9, size=2).tolist()
    imputer = lab.SimpleImputer("mean", add_indicator=True).fit([[low, 5], [None, 5], [high, 5]])
    close(imputer.transform([[None, 4], [3, None]]), [[(low + high) / 2, 4, 1], [3, 5, 0]])


@check("The rows that are given stay as they are", task=1)
def rows_unchanged(lab, rng):
    X = holed(rng, 6, 2)
    imputer = lab.SimpleImputer("mean")
    _, after = echo(imputer.fit, X.copy())
    close(after[0], X, "`fit` changed its argument", nan_ok=True)
    result, after = echo(imputer.transform, X.copy())
    close(after[0], X, "`transform` changed its argument", nan_ok=True)
    close(result, SimpleImputer().fit_transform(X))


# --- task 2 ------------------------------------------------------------------------------------


@check("winsorise: values outside the quantiles become the quantiles", task=2)
def draws_in(lab, rng):
    close(lab.winsorise([1.0, 2.0, 3.0, 4.0, 100.0], 0, 0.75), [1, 2, 3, 4, 4])
    close(lab.winsorise([-50.0, 2.0, 3.0, 4.0, 100.0], 0.25, 1), [2, 2, 3, 4, 100])
    for lower, upper in ((0.05, 0.95), (0.1, 0.6), (0.5, 0.5), (0, 1)):
        x = rng.normal(size=17) ** 3
        close(lab.winsorise(x, lower, upper), np.clip(x, *np.quantile(x, [lower, upper])))


@check("winsorise: missing values stay, and touch nothing", task=2)
def draws_in_holes(lab, rng):
    close(lab.winsorise([NAN, 1.0, 50.0, NAN, 2.0], 0, 0.5), [NAN, 1, 2, NAN, 2], nan_ok=True)
    x = rng.normal(size=14)
    x[rng.permutation(14)[:4]] = NAN
    expected = np.clip(x, *np.nanquantile(x, [0.2, 0.7]))
    close(lab.winsorise(x, 0.2, 0.7), expected, nan_ok=True)
    close(lab.winsorise([NAN, NAN], 0.1, 0.9), [NAN, NAN], nan_ok=True)
    equal(len(array(lab.winsorise([], 0.1, 0.9), (None,))), 0)
    close(lab.winsorise([None, 1, 50, 2], 0, 0.5), [NAN, 1, 2, 2], nan_ok=True)


@check("winsorise: refuses shares that are none, and changes nothing in place", task=2)
def refuses_shares(lab, rng):
    x = rng.normal(size=6)
    result, after = echo(lab.winsorise, x.copy(), 0.25, 0.75)
    close(after[0], x, "`winsorise` changed its argument")
    close(result, np.clip(x, *np.quantile(x, [0.25, 0.75])))
    for lower, upper in ((-0.1, 0.5), (0.5, 1.1), (0.7, 0.3)):
        raises(ValueError, lab.winsorise, x, lower, upper)
        raises(ValueError, lab.winsorise, [NAN], lower, upper)


# --- task 3 ------------------------------------------------------------------------------------


@check("dedupe: the first, or the last, in the order of the records", task=3)
def duplicates(lab, rng):
    rows = [{"id": 1, "v": 5}, {"id": 2, "v": 6}, {"id": 1, "v": 7}]
    equal(lab.dedupe(rows, ["id"], "last"), rows[1:])
    equal(lab.dedupe(rows, ["id"]), rows[:2])
    equal(lab.dedupe(rows, ["v"]), rows)
    equal(lab.dedupe([], ["id"]), [])
    equal(lab.dedupe(rows, ["id"], keep="first"), rows[:2])


@check("dedupe: several keys, missing values among them", task=3)
def duplicate_keys(lab, rng):
    for _ in range(4):
        rows = [
            {"a": [None, "x", "y"][rng.integers(3)], "b": int(rng.integers(2)), "place": i} for i in range(9)
        ]
        for keys in (["a"], ["b", "a"]):
            firsts, lasts = {}, {}
            for row in rows:
                firsts.setdefault(tuple(row[key] for key in keys), row["place"])
                lasts[tuple(row[key] for key in keys)] = row["place"]
            equal(lab.dedupe(rows, keys), [rows[i] for i in sorted(firsts.values())])
            equal(lab.dedupe(rows, keys, "last"), [rows[i] for i in sorted(lasts.values())])


@check("dedupe: refuses another `keep`, and records without a key", task=3)
def refuses_keep(lab, rng):
    rows = [{"id": 1}, {"id": 1}]
    equal(lab.dedupe(rows, ["id"]), [{"id": 1}])
    raises(ValueError, lab.dedupe, rows, ["id"], "none")
    raises(ValueError, lab.dedupe, [], ["id"], "none")
    raises(KeyError, lab.dedupe, [{"id": 1}, {"no": 2}], ["id"])


# --- task 4 ------------------------------------------------------------------------------------

MESSY = [
    {"id": 7, "name": " Ada", "chol": 289},
    {"id": 8, "name": "Bo", "chol": 0},
    {"id": 7, "name": "Ada ", "chol": 289},
    {"id": 0, "name": "  ", "chol": -999},
    {"id": 9, "name": "", "chol": None},
]
TIDY = [
    {"id": 7, "name": "Ada", "chol": 289},
    {"id": 8, "name": "Bo", "chol": None},
    {"id": 0, "name": None, "chol": None},
    {"id": 9, "name": None, "chol": None},
]


@check("clean: trims, marks what is missing, leaves out duplicates, and counts", task=4)
def cleans(lab, rng):
    result = lab.clean(MESSY, {"chol": [0, -999]}, ["id", "name"])
    equal(item(result, 0), TIDY)
    equal(item(result, 1), {"trimmed": 3, "missing": 4, "duplicates": 1})


@check("clean: running it again changes nothing", task=4)
def idempotent(lab, rng):
    for _ in range(3):
        rows = messy(rng)
        expected, counts = reference(rows)
        first = lab.clean(rows, SENTINELS, ["name", "v"])
        equal(item(first, 0), expected)
        equal(item(first, 1), counts)
        second = lab.clean(item(first, 0), SENTINELS, ["name", "v"])
        equal(item(second, 0), expected, "The rows after a second run")
        equal(item(second, 1), {"trimmed": 0, "missing": 0, "duplicates": 0}, "The report of a second run")


@check("clean: sentinels count in their own column, and as text only after trimming", task=4)
def sentinel_columns(lab, rng):
    rows = [{"a": 0, "b": 0}, {"a": 5, "b": " ? "}, {"a": None, "b": "n/a"}]
    result = lab.clean(rows, {"b": ["?", 0, None]}, ["a"])
    expected = [{"a": 0, "b": None}, {"a": 5, "b": None}, {"a": None, "b": "n/a"}]
    equal(item(result, 0), expected)
    equal(item(result, 1), {"trimmed": 1, "missing": 2, "duplicates": 0})
    result = lab.clean([{"b": None}], {"b": [None]}, ["b"])
    equal(item(result, 1), {"trimmed": 0, "missing": 0, "duplicates": 0}, "Missing already: the report")


@check("clean: of duplicates the first stays, and nothing is changed in place", task=4)
def cleans_copies(lab, rng):
    number = int(rng.integers(1, 90))
    rows = [{"k": "x ", "v": number}, {"k": " x", "v": number + 1}]
    result, after = echo(lab.clean, [dict(row) for row in rows], {}, ["k"])
    equal(item(result, 0), [{"k": "x", "v": number}])
    equal(after[0], rows, "`clean` changed its records")
    empty = lab.clean([], {}, ["k"])
    equal(item(empty, 0), [])
    equal(item(empty, 1), {"trimmed": 0, "missing": 0, "duplicates": 0})


# --- inputs ------------------------------------------------------------------------------------

SENTINELS = {"v": [0, -1], "name": ["?"]}


def holed(rng, n, d):
    """Small whole numbers (so that some repeat) with about a third missing, one known in each column."""
    X = rng.integers(0, 6, size=(n, d)).astype(float)
    X[rng.random((n, d)) < 0.35] = NAN
    X[0] = rng.integers(0, 6, size=d)
    X[1, int(rng.integers(d))] = NAN
    return X


def messy(rng):
    names = ["Ada", " Ada", "Ada ", "Bo", "Bo\t", "?", " ?", "", "  ", None]
    return [
        {"name": names[rng.integers(len(names))], "v": [0, -1, 3, 4, None][rng.integers(5)]}
        for _ in range(12)
    ]


def reference(rows):
    """What `clean` should give for records of `name` and `v`, with SENTINELS and both as keys."""
    tidy, trims, holes = {}, 0, 0
    for row in rows:
        name, v = row["name"], row["v"]
        trims += name is not None and name != name.strip()
        name = None if name is None else name.strip()
        holes += (name in ("", "?")) + (v in (0, -1))
        key = (None if name in ("", "?") else name, None if v in (0, -1) else v)
        tidy.setdefault(key, {"name": key[0], "v": key[1]})
    kept = list(tidy.values())
    return kept, {"trimmed": trims, "missing": holes, "duplicates": len(rows) - len(kept)}


# --- probes: one for each way in which the known mistakes differ -------------------------------


@probe
def other_rows(lab):
    return lab.SimpleImputer("mean").fit([[1.0], [3.0]]).transform([[NAN], [10.0]])


@probe
def mean_of_a_holed_column(lab):
    return lab.SimpleImputer("mean").fit([[1.0], [NAN], [5.0]]).statistics_


@probe
def median_of_a_holed_column(lab):
    return lab.SimpleImputer("median").fit([[1.0], [NAN], [5.0]]).statistics_


@probe
def width_with_indicator(lab):
    imputer = lab.SimpleImputer("mean", add_indicator=True).fit([[1.0, NAN], [2.0, 3.0]])
    return imputer.transform([[1.0, 2.0]])


@probe
def indicator_of_other_rows(lab):
    imputer = lab.SimpleImputer("mean", add_indicator=True).fit([[1.0, NAN], [2.0, 3.0]])
    return imputer.transform([[NAN, 2.0], [1.0, 2.0]])


@probe
def equally_frequent(lab):
    return lab.SimpleImputer("most_frequent").fit([[4.0], [2.0], [9.0], [2.0], [4.0]]).statistics_


@probe
def no_known_value(lab):
    return lab.SimpleImputer("median").fit([[NAN, 1.0], [NAN, 2.0]]).transform([[NAN, 1.0]])


@probe
def in_place(lab):
    imputer = lab.SimpleImputer("constant").fit([[1.0]])
    return echo(imputer.transform, np.array([[NAN]]))[1][0]


@probe
def outliers(lab):
    return lab.winsorise([1.0, 2.0, 3.0, 4.0, 100.0], 0, 0.75)


@probe
def outliers_and_holes(lab):
    return lab.winsorise([1.0, NAN, 3.0, 100.0], 0, 0.5)


@probe
def other_columns_differ(lab):
    return lab.dedupe([{"id": 1, "v": 5}, {"id": 1, "v": 7}], ["id"])


@probe
def last_in_order(lab):
    rows = [{"id": 1, "v": 5}, {"id": 2, "v": 6}, {"id": 1, "v": 7}]
    return [row["v"] for row in lab.dedupe(rows, ["id"], "last")]


@probe
def sentinel_in_clean(lab):
    return lab.clean([{"k": 1, "v": 0}], {"v": [0]}, ["k"])[0]


@probe
def equal_after_trimming(lab):
    return len(lab.clean([{"k": "x"}, {"k": " x"}], {}, ["k"])[0])
