"""Cleans patients.csv: writes clean.csv, and prints how many cells and rows it changed."""

import csv

CHANGED = {"clinic": 0, "height": 0, "chol": 0}


def clinic(text):
    return text.strip().capitalize()


def height(text):
    """In whole centimetres, as text; without a unit, what is below 3 is taken for metres."""
    parts = text.split()
    if not parts:
        return ""
    number, *unit = parts
    if unit not in ([], ["m"], ["cm"]):
        raise ValueError(f"no rule for the height {text!r}")
    metres = unit == ["m"] or (not unit and float(number) < 3)
    return str(round(float(number) * (100 if metres else 1)))


def chol(text):
    """0, -999 and n/a stand for "not measured"."""
    return "" if text.strip() in ("0", "-999", "n/a") else text.strip()


def cleaned(row):
    tidy = {"id": row["id"], "clinic": clinic(row["clinic"]), "height": height(row["height"])}
    return tidy | {"chol": chol(row["chol"])}


def first_of_each(rows):
    kept = {}
    for row in rows:
        kept.setdefault(row["id"], row)
    return list(kept.values())


def written(text):
    return text


def main():
    with open("patients.csv", newline="") as file:
        raw = list(csv.DictReader(file))
    tidy = [cleaned(row) for row in raw]
    kept = first_of_each(tidy)
    with open("clean.csv", "w", newline="") as file:
        writer = csv.DictWriter(file, ["id", "clinic", "height", "chol"])
        writer.writeheader()
        writer.writerows({name: written(text) for name, text in row.items()} for row in kept)
    for name in CHANGED:
        print(f"{name}: {sum(a[name] != b[name] for a, b in zip(raw, tidy, strict=True))}")
    print(f"duplicates: {len(tidy) - len(kept)}")


main()
