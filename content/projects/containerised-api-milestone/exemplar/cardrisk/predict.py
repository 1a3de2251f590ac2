"""python -m cardrisk.predict --model FILE --data TABLE --out FILE: score offline, row by row."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from cardrisk import model
from cardrisk.table import read_payments


def predict(model_path: Path, data: Path, out: Path) -> None:
    payments, _ = read_payments(data)
    probabilities = model.load(model_path).probabilities(payments)
    with out.open("w", newline="", encoding="ascii") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["probability"])
        table.writerows([repr(float(one))] for one in probabilities)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    predict(given.model, given.data, given.out)
