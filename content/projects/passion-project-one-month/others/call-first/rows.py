"""python rows.py OUT: 442 patients, ten measurements, and whether it went far in a year."""

import sys

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes

NAMES = ["age", "sex", "bmi", "pressure", "tc", "ldl", "hdl", "tch", "ltg", "glucose"]


def rows():
    bunch = load_diabetes(scaled=False)
    table = pd.DataFrame(bunch.data, columns=NAMES)
    table.insert(0, "patient", [f"p{n:03d}" for n in range(len(table))])
    table["far"] = (bunch.target >= np.quantile(bunch.target, 0.75)).astype(int)
    return table


if __name__ == "__main__":
    rows().to_csv(sys.argv[1], index=False)
