"""Folds by ticket, the models, and what they score.

python crossval.py --data CSV --out JSON --folds CSV [--seed 0]
"""

import argparse
import csv
import json
import os

import numpy as np
from passengers import design, fit_columns, outcomes, read_rows
from scipy.stats import rankdata
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC

K = 6
MODELS = {
    "knows nothing": ("dummy", lambda seed: DummyClassifier()),
    "naive Bayes": ("bayes", lambda seed: GaussianNB(var_smoothing=1e-2)),
    "logistic": ("linear", lambda seed: LogisticRegression(C=0.5, max_iter=3000)),
    "support vectors": ("kernel", lambda seed: SVC(C=0.5)),
    "random trees": ("trees", lambda seed: ExtraTreesClassifier(120, min_samples_leaf=4, random_state=seed)),
}
SHIPPED = "logistic"
SLICES = [
    {"name": "first class", "column": "Pclass", "equals": "1"},
    {"name": "second class", "column": "Pclass", "equals": "2"},
    {"name": "third class", "column": "Pclass", "equals": "3"},
    {"name": "women", "column": "Sex", "equals": "female"},
    {"name": "men", "column": "Sex", "equals": "male"},
    {"name": "under 16", "column": "Age", "below": 16},
    {"name": "16 to 39", "column": "Age", "from": 16, "below": 40},
    {"name": "40 and over", "column": "Age", "from": 40},
]


def auroc(y, score):
    """Mann and Whitney: the share of pairs that are in order."""
    ones = np.sum(y == 1)
    return float((rankdata(score)[y == 1].sum() - ones * (ones + 1) / 2) / (ones * np.sum(y == 0)))


def folds_by_ticket(rows, seed):
    """Everyone of one ticket in one fold: tickets are dealt out like cards, the large ones first."""
    rng = np.random.default_rng(seed)
    parties = {}
    for place, row in enumerate(rows):
        parties.setdefault(row["Ticket"], []).append(place)
    order = sorted(rng.permutation(sorted(parties)), key=lambda ticket: -len(parties[ticket]))
    folds, sizes = np.zeros(len(rows), dtype=int), np.zeros(K)
    for ticket in order:
        fold = int(np.argmin(sizes))
        folds[parties[ticket]] = fold
        sizes[fold] += len(parties[ticket])
    return folds


def scores(model, X):
    """How likely each row is, whatever the model calls it."""
    if hasattr(model, "predict_proba"):
        return model.predict_proba(X)[:, 1]
    return 1 / (1 + np.exp(-model.decision_function(X)))


def unseen(rows, y, folds, make, seed):
    """Each row's score by a model that was fitted, columns and all, on the other folds."""
    p = np.zeros(len(rows))
    for fold in range(K):
        test = folds == fold
        train = [row for row, out in zip(rows, test, strict=True) if not out]
        fitted = fit_columns(train)
        model = make(seed).fit(design(train, fitted), y[~test])
        asked = [row for row, out in zip(rows, test, strict=True) if out]
        p[test] = scores(model, design(asked, fitted))
    return p


def by_sex(rows):
    return np.array([row["Sex"] == "female" for row in rows], dtype=float)


def spread_over_tickets(rows, y, p, seed, draws=200):
    """95 % interval: whole tickets are drawn again and again, since people on one share their fate."""
    rng = np.random.default_rng(seed)
    parties = {}
    for place, row in enumerate(rows):
        parties.setdefault(row["Ticket"], []).append(place)
    parties = [np.array(one) for one in parties.values()]
    found = []
    for _ in range(draws):
        places = np.concatenate([parties[k] for k in rng.integers(len(parties), size=len(parties))])
        if 0 < y[places].sum() < len(places):
            found.append(auroc(y[places], p[places]))
    low, high = np.quantile(found, [0.025, 0.975])
    return float(low), float(high)


def inside(row, part):
    if "equals" in part:
        return row[part["column"]] == part["equals"]
    try:
        value = float(row[part["column"]])
    except ValueError:
        return False
    return part.get("from", -np.inf) <= value < part.get("below", np.inf)


def slice_table(rows, y, p, seed):
    table = []
    for part in SLICES:
        places = np.array([k for k, row in enumerate(rows) if inside(row, part)], dtype=int)
        one = {**part, "n": len(places), "value": None, "low": None, "high": None}
        if 0 < y[places].sum() < len(places):
            low, high = spread_over_tickets([rows[k] for k in places], y[places], p[places], seed)
            one |= {"value": auroc(y[places], p[places]), "low": low, "high": high}
        table.append(one)
    return table


def cross_validate(rows, seed):
    y, folds = outcomes(rows), folds_by_ticket(rows, seed)
    everything = {name: unseen(rows, y, folds, make, seed) for name, (_, make) in MODELS.items()}
    models = []
    for name, p in everything.items():
        each = [auroc(y[folds == fold], p[folds == fold]) for fold in range(K)]
        models.append(
            {
                "name": name,
                "family": MODELS[name][0],
                "folds": each,
                "mean": float(np.mean(each)),
                "spread": float(np.std(each)),
            }
        )
    p, shipped = everything[SHIPPED], next(one for one in models if one["name"] == SHIPPED)
    low, high = spread_over_tickets(rows, y, p, seed)
    record = {
        "seed": seed,
        "metric": {"name": "auroc", "value": auroc(y, p), "low": low, "high": high},
        "baseline": {"name": "women survive", "value": auroc(y, by_sex(rows))},
        "models": models,
        "chosen": SHIPPED,
        "cv": {"mean": shipped["mean"], "se": shipped["spread"] / np.sqrt(K - 1)},
        "slices": slice_table(rows, y, p, seed),
    }
    return record, folds, p


def write_folds(path, folds, p):
    with open(path, "w", newline="") as file:
        csv.writer(file).writerows(
            [("row", "fold", "probability"), *zip(range(len(p)), folds, p, strict=True)]
        )


if __name__ == "__main__":
    words = argparse.ArgumentParser(description=__doc__)
    for name in ("--data", "--out", "--folds"):
        words.add_argument(name, required=True)
    words.add_argument("--seed", type=int, default=0)
    given = words.parse_args()
    record, folds, p = cross_validate(read_rows(given.data), given.seed)
    os.makedirs(os.path.dirname(given.out) or ".", exist_ok=True)
    with open(given.out, "w") as file:
        json.dump(record, file, indent=1)
    write_folds(given.folds, folds, p)
