"""First version: sixteen measurements of a cell sample. python tumour.py load|train|predict|rule|run ..."""

import json
import os
import sys

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

FIRST = ["radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points"]
USED = [f"{kind} {name}" for kind in ("mean", "worst") for name in FIRST]


def write(path, header, rows):
    with open(path, "w") as file:
        file.writelines(",".join(map(str, row)) + "\n" for row in [header, *rows])


def read(path):
    with open(path) as file:
        header, *lines = (line.rstrip("\n").split(",") for line in file)
    return header, lines


def columns(path, names):
    header, lines = read(path)
    places = [header.index(name) for name in names]
    return np.array([[float(line[place]) for place in places] for line in lines])


def fit(X, y):
    mean, sd = X.mean(axis=0), X.std(axis=0)
    model = LogisticRegression(C=1.0, max_iter=5000).fit((X - mean) / sd, y)
    weights = model.coef_[0] / sd
    return weights, float(model.intercept_[0] - weights @ mean)


def chance(model, X):
    weights, bias = model
    return 1 / (1 + np.exp(-(X @ np.array(weights) + bias)))


def run():
    bunch = load_breast_cancer()
    X, y = bunch.data[:, [list(bunch.feature_names).index(name) for name in USED]], 1 - bunch.target
    p = np.zeros(len(y))
    for learn, score in StratifiedKFold(5, shuffle=True, random_state=0).split(X, y):
        p[score] = chance(fit(X[learn], y[learn]), X[score])
    rng = np.random.default_rng(0)
    draws = (rng.integers(len(y), size=len(y)) for _ in range(500))
    low, high = np.quantile([roc_auc_score(y[i], p[i]) for i in draws], [0.025, 0.975])
    os.makedirs("out", exist_ok=True)
    metric = {"name": "auroc", "value": float(roc_auc_score(y, p)), "low": float(low), "high": float(high)}
    base = {"name": "mean radius", "value": float(roc_auc_score(y, bunch.data[:, 0]))}
    with open("out/record.json", "w") as file:
        json.dump({"seed": 0, "metric": metric, "baseline": base}, file, indent=1)


def main(what, *places):
    if what == "load":
        bunch = load_breast_cancer()
        rows = [
            [f"s{n}", *x, 1 - t]
            for n, (x, t) in enumerate(zip(bunch.data.tolist(), bunch.target.tolist(), strict=True))
        ]
        write(places[0], ["sample", *bunch.feature_names, "malignant"], rows)
    elif what == "train":
        data, out = places
        weights, bias = fit(columns(data, USED), columns(data, ["malignant"])[:, 0])
        with open(out, "w") as file:
            json.dump([weights.tolist(), bias], file)
    elif what == "predict":
        model, data, out = places
        with open(model) as file:
            p = chance(json.load(file), columns(data, USED))
        write(out, ["probability"], [[one] for one in p])
    elif what == "rule":  # large cells first
        data, out = places
        write(out, ["probability"], [[min(1.0, one / 30)] for one in columns(data, ["mean radius"])[:, 0]])
    else:
        run()


if __name__ == "__main__":
    main(*sys.argv[1:])
