"""python -m drytomorrow.rule --data table.csv --out out.csv: tomorrow is as today. No model."""

import argparse

from drytomorrow.files import read_rows, write_rows


def as_today(rows):
    return [0.3 if row["wet"] else 0.7 for row in rows]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    rows = read_rows(args.data)
    answers = zip(rows, as_today(rows), strict=True)
    write_rows(args.out, [{"id": row["id"], "probability": p} for row, p in answers])
