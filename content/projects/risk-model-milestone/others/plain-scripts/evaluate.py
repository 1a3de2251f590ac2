"""python evaluate.py DATA OUT FOLDS SEED: four stretches of days, scored by forests of earlier days."""

import csv
import json
import sys
from itertools import pairwise

import numpy as np
from columns import days, matrix, numbers, read
from forest import DELAY, TREES, ExtraTreesClassifier
from sklearn.metrics import average_precision_score


def stretches(day, n=4):
    """(earlier, later) rows: the last two thirds of the days in n parts; earlier ones were labelled."""
    total = int(day.max()) + 1
    edges = np.linspace(total / 3, total, n + 1).round()
    for start, end in pairwise(edges):
        yield np.flatnonzero(day < start - DELAY), np.flatnonzero((day >= start) & (day < end))


def evaluate(columns, seed):
    X, y = matrix(columns), numbers(columns["is_fraud"])
    values, rows = [], []
    for k, (earlier, later) in enumerate(stretches(days(columns))):
        trees = ExtraTreesClassifier(**TREES, random_state=seed).fit(X[earlier], y[earlier])
        p = trees.predict_proba(X[later])[:, 1]
        values.append(float(average_precision_score(y[later], p)))
        rows += zip(later.tolist(), [k] * len(later), p.tolist(), strict=True)
    return values, rows


if __name__ == "__main__":
    data, out, folds, seed = sys.argv[1:]
    values, rows = evaluate(read(data), int(seed))
    with open(folds, "w", newline="") as file:
        csv.writer(file).writerows([("row", "fold", "probability"), *rows])
    record = {"seed": int(seed), "cv": {"mean": float(np.mean(values)), "folds": values}}
    with open(out, "w") as file:
        json.dump(record, file)
