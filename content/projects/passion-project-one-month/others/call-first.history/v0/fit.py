"""python fit.py DATA MODEL SEED: first version, two numbers."""

import sys

import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression


def inputs(table):
    return table[["age", "pressure"]]


if __name__ == "__main__":
    data, place, seed = sys.argv[1:]
    table = pd.read_csv(data)
    joblib.dump(LogisticRegression(max_iter=5000).fit(inputs(table), table["far"]), place)
