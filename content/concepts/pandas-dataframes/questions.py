"""Question families of data frames: rows of a join, groups, alignment on labels, selection, and SQL.

What pandas gives is computed here from its rules, so that no pandas is needed; SQL is run by SQLite.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from fractions import Fraction

from groundup.grading import Choice, Number, Printed, Question, Typical, Vector, family

NAMES = ["Ada", "Bo", "Cem", "Dee", "Eva", "Finn"]
THINGS = [
    ("orders", "customer", "amount"),
    ("trips", "driver", "hours"),
    ("visits", "doctor", "minutes"),
    ("sales", "shop", "pieces"),
]


@family("join-rows", difficulty=0)
def join_rows(rng):
    """Predict the number of rows of a join from the keys on both sides."""
    while True:
        left = some_keys(rng, rng.randint(4, 6))
        right = some_keys(rng, rng.randint(4, 6))
        how = rng.choice(["inner", "left", "outer"])
        ours, theirs = Counter(left), Counter(right)
        matched = sum(ours[key] * theirs[key] for key in ours)
        alone = sum(ours[key] for key in ours if key not in theirs)
        unmet = sum(theirs[key] for key in theirs if key not in ours)
        right_rows = {"inner": matched, "left": matched + alone, "outer": matched + alone + unmet}[how]
        once = sum(ours[key] for key in ours if key in theirs)
        wrong = {
            max(len(left), len(right)): (
                "longer_table",
                "How often does each key come on the one side, and how often on the other?",
            ),
            {"inner": once, "left": len(left), "outer": len(left) + unmet}[how]: (
                "one_partner_each",
                "One partner for each row? Look for a key that comes more than once on the right.",
            ),
            len(left) * len(right): ("all_pairs", "Not every pair of rows matches: compare the keys."),
        }
        if how != "inner":
            sentence = f'Which rows does how="{how}" keep besides those that match?'
            wrong[matched] = ("unmatched_forgotten", sentence)
        if None in ours and None in theirs:
            less = ours[None] * theirs[None]
            apart = {"inner": 0, "left": ours[None], "outer": ours[None] + theirs[None]}[how]
            wrong[right_rows - less + apart] = (
                "missing_keys_apart",
                "In pandas a missing key has partners too. Which?",
            )
        if right_rows not in wrong and len(wrong) >= 3 and any(n > 1 for n in (ours & theirs).values()):
            break
    pieces = [
        f"{word(key)}: {ours[key]} · {theirs[key]} = {ours[key] * theirs[key]}"
        for key in ours
        if key in theirs
    ]
    more = {
        "inner": "Rows without a match are left out",
        "left": f"Left rows without a match stay, once each: {alone}",
        "outer": f"Rows without a match stay, once each: {alone} on the left and {unmet} on the right",
    }[how]
    return Question(
        prompt=(
            "The column `key` of two tables, from top to bottom:\n\n"
            f"- `left`: {', '.join(map(word, left))}\n- `right`: {', '.join(map(word, right))}\n\n"
            f'How many rows has `left.merge(right, on="key", how="{how}")` in pandas?'
        ),
        answer=Number(right_rows),
        typical=[Typical(value, *said) for value, said in wrong.items()],
        solution=(
            "A key that comes on both sides gives the product of its two numbers of rows: "
            f"{'; '.join(pieces)}. Together {matched}. {more}. So the join has {right_rows} rows."
        ),
    )


def some_keys(rng, n):
    pool = rng.sample("ABCD", 3) + ([None] if rng.random() < 0.35 else [])
    return [rng.choice(pool) for _ in range(n)]


def word(key):
    return "missing" if key is None else key


@family("groupby-output", difficulty=0)
def groupby_output(rng):
    """Compute the column that a group-by with one aggregation gives."""
    while True:
        table, key, column = rng.choice(THINGS)
        names = rng.sample(NAMES, 3)
        groups = [rng.choice(names) for _ in range(7)]
        values = [rng.choice([None, *range(2, 30)]) if rng.random() < 0.8 else None for _ in groups]
        how = rng.choice(["mean", "mean", "sum", "count", "nunique"])
        split = {name: [v for g, v in zip(groups, values, strict=True) if g == name] for name in groups}
        known = {name: [v for v in group if v is not None] for name, group in split.items()}
        if len(split) < 3 or not all(known.values()) or values.count(None) < 2:
            continue
        order = sorted(split)
        right = [reduced(known[name], how) for name in order]
        unsorted = [reduced(known[name], how) for name in split]
        filled = [reduced([v or 0 for v in split[name]], how) for name in order]
        per_row = [reduced(known[name], how) for name in groups]
        wrong = {
            "unsorted_groups": (unsorted, "In which order do the groups come?"),
            "missing_counted": (filled, "What does a missing value count for in this aggregation?"),
            "one_for_each_row": (per_row, "An aggregation gives one value for each group. How many groups?"),
        }
        if how == "sum":
            del wrong["missing_counted"]
        kinds = [right, *(value for value, _ in wrong.values())]
        if all(kinds.count(one) == 1 for one in kinds):
            break
    return Question(
        prompt=(
            f"The table `{table}`; a dash marks a missing value.\n\n"
            + markdown({key: groups, column: values})
            + f"\n\nWhat values, from top to bottom, does "
            f'`{table}.groupby("{key}")["{column}"].{how}()` give in pandas?'
        ),
        answer=Vector(right),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=(
            "The groups come in sorted order of their keys, and missing values are left out: "
            + "; ".join(
                f"{name} has {', '.join(map(str, known[name]))}, so {how} gives {value}"
                for name, value in zip(order, right, strict=True)
            )
            + "."
        ),
    )


def reduced(values, how):
    if how == "mean":
        return Fraction(sum(values), len(values))
    return {"sum": sum(values), "count": len(values), "nunique": len(set(values))}[how]


@family("transform-rows", difficulty=1)
def transform_rows(rng):
    """Say what transform puts beside each row."""
    while True:
        table, key, column = rng.choice(THINGS)
        names = rng.sample(NAMES, 2)
        groups = [rng.choice(names) for _ in range(5)]
        values = [rng.randint(1, 12) for _ in groups]
        how = rng.choice(["sum", "mean", "max"])
        split = {name: [v for g, v in zip(groups, values, strict=True) if g == name] for name in groups}
        one = {name: group_value(group, how) for name, group in split.items()}
        overall = group_value(values, how)
        minus = rng.random() < 0.5
        right = [
            (v if minus else 0) - (one[g] if minus else -one[g]) for g, v in zip(groups, values, strict=True)
        ]
        whole = [(v if minus else 0) - (overall if minus else -overall) for v in values]
        per_group = [one[name] for name in sorted(one)]
        back = [one[g] for g in groups]
        wrong = {
            "one_for_each_group": (per_group, "transform keeps the rows. How many values must come out?"),
            "whole_column": (whole, "Each row is compared with its own group, not with the whole column."),
        }
        if minus:
            wrong["not_subtracted"] = (back, "Read the whole line: what is done with the transformed column?")
        kinds = [right, *(value for value, _ in wrong.values())]
        if len(split) == 2 and len(set(one.values())) == 2 and all(kinds.count(x) == 1 for x in kinds):
            break
    expression = f'{table}.groupby("{key}")["{column}"].transform("{how}")'
    if minus:
        expression = f'{table}["{column}"] - {expression}'
    said = "; ".join(f"{name}: {one[name]}" for name in sorted(one))
    return Question(
        prompt=(
            f"The table `{table}`:\n\n{markdown({key: groups, column: values})}\n\n"
            f"What values, from top to bottom, does this give?\n\n```python\n{expression}\n```"
        ),
        answer=Vector(right),
        typical=[Typical(value, name, sentence) for name, (value, sentence) in wrong.items()],
        solution=(
            f"`transform` gives every row the {how} of its group ({said}), so as many values as rows"
            + (", and each is taken from the row's own value" if minus else "")
            + f": {', '.join(map(str, right))}."
        ),
    )


def group_value(values, how):
    return {"sum": sum(values), "mean": Fraction(sum(values), len(values)), "max": max(values)}[how]


@family("alignment", difficulty=0)
def alignment(rng):
    """Predict the sum of two Series whose labels differ in part."""
    while True:
        labels = sorted(rng.sample(["fri", "mon", "sat", "sun", "thu", "tue", "wed"], 4))
        mine, theirs = rng.sample(labels[:3], 3), rng.sample(labels[1:], 3)
        a = {label: float(rng.randint(1, 9)) for label in mine}
        b = {label: float(10 * rng.randint(1, 9)) for label in theirs}
        fill = rng.random() < 0.4
        right = [aligned(a, b, label, fill) for label in labels]
        other = [aligned(a, b, label, not fill) for label in labels]
        both = [a[x] + b[x] for x in labels if x in a and x in b]
        by_place = [x + y for x, y in zip(a.values(), b.values(), strict=True)]
        if by_place not in (right, both) and mine != sorted(mine):
            break
    expression = "a.add(b, fill_value=0)" if fill else "a + b"
    typical = [
        Typical(shown(by_place), "positional_addition", "Which labels stand beside those values?"),
        Typical(
            shown(other),
            "missing_as_zero" if not fill else "fill_value_ignored",
            "What is a value plus one that is missing?"
            if not fill
            else "What does `fill_value` stand in for?",
        ),
        Typical(
            shown(both), "only_common_labels", "Labels that only one of the two has are kept. With what?"
        ),
    ]
    return Question(
        prompt=(
            f"```python\na = pd.Series([{listed(a.values())}], index=[{listed(a, quoted=True)}])\n"
            f"b = pd.Series([{listed(b.values())}], index=[{listed(b, quoted=True)}])\n"
            f"print(({expression}).sort_index().tolist())\n```\n\n"
            "What does Python print? A missing number is shown as `nan`."
        ),
        answer=Printed(shown(right)),
        typical=typical,
        solution=(
            "Values meet by label, whatever their place, and every label of either side is in the result: "
            + "; ".join(
                f"`{label}` {a.get(label, 'missing')} and {b.get(label, 'missing')}" for label in labels
            )
            + (
                ". Here 0 stands in for what is missing"
                if fill
                else ". A sum with something missing is missing"
            )
            + f": `{shown(right)}`."
        ),
    )


def aligned(a, b, label, fill):
    if fill:
        return a.get(label, 0.0) + b.get(label, 0.0)
    return a[label] + b[label] if label in a and label in b else None


def shown(values):
    return "[" + ", ".join("nan" if x is None else str(x) for x in values) + "]"


def listed(values, quoted=False):
    return ", ".join(f'"{x}"' if quoted else str(x) for x in values)


@family("select-assign", difficulty=0)
def select_assign(rng):
    """Say what is selected by label or by place, and what an assignment changes."""
    return rng.choice([by_label_or_place, by_mask])(rng)


def by_label_or_place(rng):
    while True:
        labels = rng.sample(range(6), 6)
        values = rng.sample(range(1, 30), 6)
        i, j = sorted(rng.sample(range(6), 2))
        first, last = labels[i], labels[j]
        by_label = rng.random() < 0.5
        label_sum = sum(values[i : j + 1])
        place_sum = sum(values[first:last]) if first < last else 0
        if by_label:
            right = label_sum
            wrong = {
                sum(values[i:j]): (
                    "end_left_out",
                    "A slice of labels is not a slice of places. Where does it end?",
                ),
                place_sum: ("places_for_labels", "`loc` reads the numbers as labels. Where do they stand?"),
            }
        else:
            right = place_sum
            wrong = {
                label_sum: ("labels_for_places", "`iloc` counts places from 0 and does not look at labels."),
                sum(values[first : last + 1]): (
                    "end_included",
                    "A slice of places ends as Python slices do.",
                ),
            }
        if first + 1 < last and len({right, *wrong}) == 3 and j - i > 1:
            break
    access = f'df.loc[{first}:{last}, "x"]' if by_label else f'df["x"].iloc[{first}:{last}]'
    taken = values[i : j + 1] if by_label else values[first:last]
    reason = (
        f"`loc` goes from label {first} to label {last}, both included"
        if by_label
        else f"`iloc` takes the places {first} to {last - 1}, as Python slices do"
    )
    return Question(
        prompt=(
            "A data frame `df` after a sort. On the left stand its labels, the index:\n\n"
            + markdown({"index": labels, "x": values})
            + f"\n\nWhat is `{access}.sum()`?"
        ),
        answer=Number(right),
        typical=[Typical(value, *said) for value, said in wrong.items()],
        solution=f"{reason}: {' + '.join(map(str, taken))} = {right}.",
    )


def by_mask(rng):
    while True:
        values = rng.sample(range(1, 40), 5)
        limit, new = rng.randint(8, 30), rng.choice([0, 0, 1, 2])
        changed = [new if x > limit else x for x in values]
        if 1 <= sum(x > limit for x in values) <= 3:
            break
    lines = {
        f'df.loc[df["x"] > {limit}, "x"] = {new}': True,
        f'df["x"] = df["x"].mask(df["x"] > {limit}, {new})': True,
        f'df[df["x"] > {limit}]["x"] = {new}': False,
        f'df["x"][df["x"] > {limit}] = {new}': False,
        f'big = df[df["x"] > {limit}]\nbig["x"] = {new}': False,
    }
    line = rng.choice(list(lines))
    works = lines[line]
    right, other = (sum(changed), sum(values)) if works else (sum(values), sum(changed))
    kept = sum(x for x in values if x <= limit)
    typical = [
        Typical(
            other,
            "assignment_taken_for_lost" if works else "chained_assignment",
            "One access that names rows and column writes into the frame itself."
            if works
            else "How many objects does this line make on its way, and into which does it write?",
        )
    ]
    if new and kept not in (right, other):
        typical.append(Typical(kept, "rows_removed", "The rows stay. Which value do they have now?"))
    return Question(
        prompt=(
            f"In pandas 3, the column `x` of `df` holds {', '.join(map(str, values))}. Then this is run:\n\n"
            f'```python\n{line}\n```\n\nWhat is `df["x"].sum()` afterwards?'
        ),
        answer=Number(right),
        typical=typical,
        solution=(
            f"The rows above {limit} get the value {new}, in `df` itself: "
            f"{' + '.join(map(str, changed))} = {right}."
            if works
            else "The first access makes a new object, and the assignment writes into that one; `df` stays "
            f"as it was: {' + '.join(map(str, values))} = {right}."
        ),
    )


@family("sql-equivalent", difficulty=0)
def sql_equivalent(rng):
    """Find the SQL that answers the same question as a group-by."""
    while True:
        table, key, column = rng.choice(THINGS)
        low, high = rng.randint(2, 9) * 5, rng.randint(6, 16) * 10
        how, sql = rng.choice([("sum", "SUM"), ("max", "MAX"), ("mean", "AVG")])
        rows = [(rng.choice(NAMES), rng.randint(1, 70)) for _ in range(40)]
        kind = rng.choice(["both", "count"])
        if kind == "both":
            bound = high if how == "sum" else low + 5 * rng.randint(2, 4)
            code, right, wrongs = filtered_twice(table, key, column, (how, sql), low, bound)
        else:
            code, right, wrongs = groups_of_size(table, key, column, (how, sql), rng.randint(3, 9))
        answer = answered(right, table, key, column, rows)
        others = [answered(text, table, key, column, rows) for text in wrongs]
        if answer and answer not in others:
            break
    return Question(
        prompt=f"Which SQL gives the same table as this pandas code?\n\n```python\n{code}\n```",
        answer=Choice.shuffled(rng, in_code(right), [in_code(text) for text in wrongs]),
        typical=[Typical(in_code(text), *said) for text, said in wrongs.items()],
        solution=(
            "`WHERE` decides about rows, before there are groups; `HAVING` decides about groups, when each "
            f"has its value. So:\n\n```sql\n{right}\n```"
        ),
    )


def filtered_twice(table, key, column, names, low, bound):
    how, sql = names
    head = f"SELECT {key}, {sql}({column}) FROM {table}"
    code = (
        f'some = {table}[{table}["{column}"] > {low}]\n'
        f'result = some.groupby("{key}")["{column}"].{how}()\nresult[result > {bound}]'
    )
    right = f"{head} WHERE {column} > {low} GROUP BY {key} HAVING {sql}({column}) > {bound}"
    return (
        code,
        right,
        {
            f"{head} WHERE {column} > {low} AND {sql}({column}) > {bound} GROUP BY {key}": (
                "where_for_having",
                "WHERE is asked row by row, before groups exist. What would the sum or mean be of?",
            ),
            f"{head} GROUP BY {key} HAVING {sql}({column}) > {bound}": (
                "row_filter_forgotten",
                "Which rows does the first line of the code leave out?",
            ),
            f"{head} WHERE {column} > {bound} GROUP BY {key} HAVING {sql}({column}) > {low}": (
                "filters_swapped",
                "Which of the two numbers is compared with single rows?",
            ),
        },
    )


def groups_of_size(table, key, column, names, least):
    how, sql = names
    head = f"SELECT {key}, {sql}({column}) FROM {table}"
    code = (
        f'groups = {table}.groupby("{key}")["{column}"]\n'
        f"result = groups.{how}()\nresult[groups.size() >= {least}]"
    )
    right = f"{head} GROUP BY {key} HAVING COUNT(*) >= {least}"
    return (
        code,
        right,
        {
            f"{head} WHERE COUNT(*) >= {least} GROUP BY {key}": (
                "where_for_having",
                "Before there are groups, what should be counted?",
            ),
            f"{head} WHERE {column} >= {least} GROUP BY {key}": (
                "values_for_sizes",
                "`size` is a number of rows. What is compared here?",
            ),
            f"{head} GROUP BY {key} HAVING COUNT(DISTINCT {column}) >= {10 * least}": (
                "other_count",
                "`size` counts all rows of a group, and with which number is it compared?",
            ),
        },
    )


def in_code(text):
    return f"`{text}`"


def answered(query, table, key, column, rows):
    """The sorted rows that SQLite gives, or None where it refuses."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"create table {table} ({key}, {column})")
        db.executemany(f"insert into {table} values (?, ?)", rows)
        try:
            return sorted(db.execute(query).fetchall())
        except sqlite3.OperationalError:
            return None


def markdown(columns):
    rows = zip(*columns.values(), strict=True)
    lines = [f"| {' | '.join(columns)} |", "| " + " | ".join("---" for _ in columns) + " |"]
    lines += ["| " + " | ".join("–" if x is None else str(x) for x in row) + " |" for row in rows]
    return "\n".join(lines)
