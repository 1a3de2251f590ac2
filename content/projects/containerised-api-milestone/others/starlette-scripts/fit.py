"""python fit.py TABLE MODEL SEED: gradient boosting on the payments of the first weeks."""

import csv
import sys

import joblib
import numpy as np
from rules import CHOICES, FIELDS, NUMBERS, vector
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score

PART = 0.75  # of the payments, by time, are trained on
SAMPLE = 1000  # values of each field that drift is compared with


def read(path):
    """Rows with their types, and labels; the labels are empty where the table has none."""
    with open(path, newline="", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    labels = np.array([int(row.pop("disputed")) for row in table if "disputed" in row])
    for row in table:
        for name, (_, _, whole) in NUMBERS.items():
            row[name] = int(row[name]) if whole else float(row[name])
    return [{name: row[name] for name in FIELDS} for row in table], labels


def parts(path):
    rows, y = read(path)
    order = np.argsort([row["occurred_at"] for row in rows], kind="stable")
    cut = int(PART * len(rows))
    return [([rows[i] for i in part], y[part]) for part in (order[:cut], order[cut:])]


def fit(table, seed):
    """The model with what drift is compared with: values and shares of single fields, no rows."""
    (rows, y), _ = parts(table)
    X = np.array([vector(row) for row in rows])
    categorical = [len(NUMBERS) + n for n in range(len(CHOICES))]
    model = HistGradientBoostingClassifier(
        max_iter=60, learning_rate=0.08, max_leaf_nodes=8, categorical_features=categorical, random_state=seed
    ).fit(X, y)
    rng = np.random.default_rng(seed)
    values = {name: rng.permutation([row[name] for row in rows])[:SAMPLE] for name in NUMBERS}
    columns = {name: [row[name] for row in rows] for name in CHOICES}
    shares = {name: [columns[name].count(v) / len(rows) for v in CHOICES[name]] for name in CHOICES}
    return {"model": model, "values": values, "shares": shares}


def probabilities(bundle, rows):
    """One by one on purpose: the same arithmetic for one row and for many."""
    return [float(bundle["model"].predict_proba([vector(row)])[0, 1]) for row in rows]


def held_out(bundle, table):
    """AUROC of the model, AUROC of the amount, labels and scores of the payments held out."""
    _, (rows, y) = parts(table)
    p = bundle["model"].predict_proba([vector(row) for row in rows])[:, 1]
    rule = roc_auc_score(y, [row["amount_eur"] for row in rows])
    return float(roc_auc_score(y, p)), float(rule), y, p


if __name__ == "__main__":
    joblib.dump(fit(sys.argv[1], int(sys.argv[3])), sys.argv[2])
