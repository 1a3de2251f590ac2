"""A small project in one file of NumPy, honest as it stands; `toy(...)` replaces text to put faults in."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from groundup.audit import Draft, Inspection, Step
from groundup.audit.probes.table import Table
from tests.audit.rooms import inspect

SOURCE = """
import csv, json, sys
import numpy as np

def read(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))

def number(cell):
    try:
        return float(cell)
    except ValueError:
        return float("nan")

def columns(rows):
    return np.array([[number(row["a"]), number(row["b"])] for row in rows])

def outcome(rows):
    return np.array([int(row["y"]) for row in rows])

def fit(X, y):
    middle = np.nanmedian(X, axis=0)
    filled = np.where(np.isnan(X), middle, X)
    mean, scale = filled.mean(axis=0), filled.std(axis=0) + 1e-9
    Z = (filled - mean) / scale
    w = Z[y == 1].mean(axis=0) - Z[y == 0].mean(axis=0)
    return {"middle": middle.tolist(), "mean": mean.tolist(), "scale": scale.tolist(), "w": w.tolist()}

def apply(model, X):
    filled = np.where(np.isnan(X), model["middle"], X)
    return 1 / (1 + np.exp(-((filled - model["mean"]) / model["scale"]) @ np.array(model["w"])))

def train(data, model, seed):
    rows = read(data)
    with open(model, "w") as file:
        json.dump(fit(columns(rows), outcome(rows)), file)

def predict(data, model, out):
    rows = read(data)
    with open(model) as file:
        p = apply(json.load(file), columns(rows))
    with open(out, "w") as file:
        file.write("probability\\n" + "".join(f"{one!r}\\n" for one in p.tolist()))

def evaluate(data, out, folds, seed):
    rows = read(data)
    X, y = columns(rows), outcome(rows)
    fold = np.random.default_rng(int(seed)).permutation(len(y)) % 4
    p = np.zeros(len(y))
    for k in range(4):
        p[fold == k] = apply(fit(X[fold != k], y[fold != k]), X[fold == k])
    with open(folds, "w") as file:
        file.write("row,fold,probability\\n")
        file.writelines(f"{i},{fold[i]},{p[i].item()!r}\\n" for i in range(len(y)))
    with open(out, "w") as file:
        json.dump({"rows": len(y)}, file)

if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
"""
MANIFEST = """
project = "toy"
dataset = "toy"
[commands]
train = "python toy.py train {data} {model} {seed}"
predict = "python toy.py predict {data} {model} {out}"
evaluate = "python toy.py evaluate {data} {out} {folds} {seed}"
[outputs]
model = "model.json"
"""


def inspected(files: dict[str, str]) -> Inspection:
    """An inspection of these files, in one commit."""
    at = datetime(2026, 3, 2, tzinfo=UTC)
    step = Step("All", at, {path: text.encode() for path, text in files.items()})
    return inspect(Draft((step,)))


def toy(*changes: tuple[str, str], extra: dict[str, str] | None = None) -> Inspection:
    """The project with each (old, new) put in place."""
    source = SOURCE
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return inspected({"toy.py": source, "groundup.toml": MANIFEST, **(extra or {})})


def rows(n: int = 200, seed: int = 0) -> Table:
    """Columns a (tells something), b (tells nothing), c (a category), g (groups of four) and y."""
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n) % 2)
    a = np.round(50 + 10 * y + rng.normal(0, 10, n), 2)
    b = np.round(rng.normal(20, 3, n), 2)
    c = rng.choice(["red", "blue"], n)
    cells = zip(a, b, c, np.arange(n) // 4, y, strict=True)
    return Table(("a", "b", "c", "g", "y"), tuple(tuple(str(cell) for cell in row) for row in cells))
