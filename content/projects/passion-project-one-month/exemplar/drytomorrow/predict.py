"""python -m drytomorrow.predict --model model.json --data table.csv --out out.csv"""

import argparse

from drytomorrow.files import read_rows, write_rows
from drytomorrow.model import load, probability

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "data", "out"):
        parser.add_argument(f"--{name}", required=True)
    args = parser.parse_args()
    rows = read_rows(args.data)
    p = probability(load(args.model), rows)
    write_rows(args.out, [{"id": row["id"], "probability": one} for row, one in zip(rows, p, strict=True)])
