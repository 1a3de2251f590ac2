"""Checks of practical-clean-patients: the script is run on drawn tables, its file and report are read."""

import csv
import io

from groundup.grading import check, equal, item, probe, raises, taken, that

NAMES = ["id", "clinic", "height", "chol"]


@check("The table of the brief", task=1)
def example(lab, rng):
    raw = [
        ("1", "North", "178 cm", "289"),
        ("2", "north ", "1.65 m", "0"),
        ("3", "South", "171", "283"),
        ("3", "South", "171", "299"),
        ("4", " SOUTH", "", "n/a"),
    ]
    rows = table(lab.run({"patients.csv": as_csv(raw)}))
    equal(sorted({row["id"] for row in rows}), ["1", "2", "3", "4"], "The ids in clean.csv")
    for name, expected in (("clinic", {"North", "South"}), ("height", {"178", "165", "171", ""})):
        equal(sorted({row[name] for row in rows}), sorted(expected), f"The values of {name} in clean.csv")


@check("clinic and height are brought into one form", task=1)
def forms(lab, rng):
    raw, tidy = patients(rng)
    rows = {row["id"]: row for row in reversed(table(lab.run({"patients.csv": as_csv(raw)})))}
    for one in tidy:
        that(one["id"] in rows, f"The patient {one['id']} is missing in clean.csv.")
        for name in ("clinic", "height"):
            equal(rows[one["id"]][name], one[name], f"{name} of patient {one['id']}")


@check("A height that no rule fits stops the script", task=1)
def unreadable(lab, rng):
    good = [("1", "North", "1.8", "200")]
    equal(table(lab.run({"patients.csv": as_csv(good)}))[0]["height"], "180", "The height 1.8")
    for text in ("tall", "70 in", "1.8 m high", "cm"):
        raises(ValueError, lab.run, {"patients.csv": as_csv([*good, ("2", "North", text, "200")])})


@check("What was not measured becomes empty", task=2)
def sentinels(lab, rng):
    raw, tidy = patients(rng)
    rows = {row["id"]: row for row in reversed(table(lab.run({"patients.csv": as_csv(raw)})))}
    for one in tidy:
        that(one["id"] in rows, f"The patient {one['id']} is missing in clean.csv.")
        equal(rows[one["id"]]["chol"], one["chol"], f"chol of patient {one['id']}")


@check("Of each id the first row stays, in the old order", task=3)
def duplicates(lab, rng):
    raw, tidy = patients(rng)
    rows = table(lab.run({"patients.csv": as_csv(raw)}))
    equal([row["id"] for row in rows], [one["id"] for one in tidy], "The ids in clean.csv")
    equal(rows, tidy, "The rows of clean.csv")


@check("The report counts changed cells and rows left out", task=4)
def reports(lab, rng):
    raw, tidy = patients(rng)
    equal(report(lab.run({"patients.csv": as_csv(raw)})), counted(raw, tidy), "The report")


@check("Run on its own result, it changes nothing", task=5)
def once_more(lab, rng):
    raw, tidy = patients(rng)
    first = lab.run({"patients.csv": as_csv(raw)})
    equal(table(first), tidy, "The rows of clean.csv")
    second = lab.run({"patients.csv": file_of(first)})
    equal(table(second), tidy, "The rows after the second run")
    equal(
        report(second), [f"{name}: 0" for name in (*NAMES[1:], "duplicates")], "The report of the second run"
    )


# --- tables ----------------------------------------------------------------------------------------


def patients(rng):
    """(raw rows as tuples of text, the clean rows as dicts)."""
    raw, tidy = [], {}
    for _ in range(16):
        id = str(int(rng.integers(1, 12)))
        name = ["north", "south", "east"][rng.integers(3)]
        clinic = [name, name.upper(), name.capitalize(), f" {name.capitalize()}", f"{name} "][rng.integers(5)]
        cm = int(rng.integers(150, 200))
        height = [f"{cm} cm", f"{cm / 100:.2f} m", f"{cm / 100:.2f}", str(cm), ""][rng.integers(5)]
        number = str(int(rng.integers(120, 400)))
        chol = [number, number, f" {number}", "0", "-999", "n/a", ""][rng.integers(7)]
        raw.append((id, clinic, height, chol))
        measured = chol.strip() not in ("0", "-999", "n/a", "")
        row = {"id": id, "clinic": name.capitalize(), "height": str(cm) if height else ""}
        tidy.setdefault(id, row | {"chol": number if measured else ""})
    return raw, list(tidy.values())


def counted(raw, tidy):
    """The four lines of the report."""
    changed = dict.fromkeys(NAMES[1:], 0)
    for _, clinic, height, chol in raw:
        changed["clinic"] += clinic != clinic.strip().capitalize()
        changed["height"] += bool(height) and not (height.isdigit() and len(height) == 3)
        changed["chol"] += chol.strip() in ("0", "-999", "n/a") or chol != chol.strip()
    return [*(f"{name}: {n}" for name, n in changed.items()), f"duplicates: {len(raw) - len(tidy)}"]


def as_csv(rows):
    return "\n".join([",".join(NAMES), *(",".join(row) for row in rows), ""])


# --- reading what the script left ------------------------------------------------------------------


def file_of(result):
    data = taken(item(item(result, "wrote"), "clean.csv"))
    that(isinstance(data, bytes), "clean.csv could not be read.")
    return data


def table(result):
    """The rows of clean.csv as dicts of text."""
    reader = csv.DictReader(io.StringIO(file_of(result).decode(errors="replace"), newline=""))
    rows = list(reader)
    that(reader.fieldnames == NAMES, f"The columns of clean.csv should be {', '.join(NAMES)}.")
    whole = all(None not in row and None not in row.values() for row in rows)
    that(whole, "Each row of clean.csv should have four cells.")
    that(bool(rows), "clean.csv has no rows.")
    return rows


def report(result):
    printed = taken(item(result, "printed"))
    that(isinstance(printed, str), "The report is printed.")
    return [line.strip() for line in printed.splitlines() if line.strip()]


# --- probes ----------------------------------------------------------------------------------------


def cleaned(lab, *rows):
    wrote = lab.run({"patients.csv": as_csv(rows)})["wrote"]["clean.csv"]
    return list(csv.reader(io.StringIO(wrote.decode(), newline="")))[1:]


@probe
def metres(lab):
    return cleaned(lab, ("1", "North", "1.78 m", "200"), ("2", "North", "1.8", "200"))


@probe
def spelling(lab):
    return cleaned(lab, ("1", "NORTH ", "178", "200"))


@probe
def zero(lab):
    return cleaned(lab, ("1", "North", "178", "0"))


@probe
def other_sentinels(lab):
    return cleaned(lab, ("1", "North", "178", "-999"), ("2", "North", "", "n/a"))


@probe
def one_id_twice(lab):
    return cleaned(lab, ("1", "North", "178", "200"), ("1", "North", "178", "210"))
