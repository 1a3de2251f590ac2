"""Tables as CSV."""

import csv


def write_rows(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_rows(path):
    """Rows as dicts: `id` is text, all others are numbers."""
    with open(path, encoding="utf-8", newline="") as file:
        return [{k: v if k == "id" else float(v) for k, v in row.items()} for row in csv.DictReader(file)]
