"""Ten folds, the same for all; what is chosen is described by its own out-of-fold probabilities."""

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold

from heart.basket import CHOSEN, basket, filled
from heart.table import target, to_floats

PARTS = [
    ("Cleveland", "clinic", {"equals": "Cleveland"}),
    ("Hungary", "clinic", {"equals": "Hungary"}),
    ("Switzerland", "clinic", {"equals": "Switzerland"}),
    ("Long Beach", "clinic", {"equals": "VA Long Beach"}),
    ("asymptomatic", "cp", {"equals": "asymptomatic"}),
    ("younger than 54", "age", {"below": 54}),
    ("54 and older", "age", {"from": 54}),
]


def folds_of(texts, seed, k=6):
    """Copies of a patient are one group, so that they share a fold."""
    same = texts.groupby(list(texts.columns), sort=False).ngroup().to_numpy()
    y = target(texts)
    fold = np.empty(len(y), dtype=int)
    for number, (_, test) in enumerate(
        StratifiedGroupKFold(k, shuffle=True, random_state=seed).split(y, y, same)
    ):
        fold[test] = number
    return fold


def held_out(model, X, y, fold):
    p = np.empty(len(y))
    for number in np.unique(fold):
        out = fold == number
        p[out] = clone(model).fit(X[~out], y[~out]).predict_proba(X[out])[:, 1]
    return p


def error_of_auroc(y, p):
    """Standard error after DeLong et al. (1988): the spread of each row's share of pairs in order."""
    ill, well = p[y == 1], p[y == 0]
    wins = (ill[:, None] > well[None, :]) + 0.5 * (ill[:, None] == well[None, :])  # (ill, well)
    by_ill, by_well = wins.mean(axis=1), wins.mean(axis=0)
    return float(np.sqrt(by_ill.var(ddof=1) / len(ill) + by_well.var(ddof=1) / len(well)))


def measured(y, p):
    """value, low, high: None where there are fewer than two of a kind."""
    if min(y.sum(), len(y) - y.sum()) < 2:
        return {"value": None, "low": None, "high": None}
    value, error = float(roc_auc_score(y, p)), error_of_auroc(y, p)
    return {"value": value, "low": max(0.0, value - 1.96 * error), "high": min(1.0, value + 1.96 * error)}


def rows_of(texts, column, bounds):
    if "equals" in bounds:
        return (texts[column] == bounds["equals"]).to_numpy()
    value = pd.to_numeric(texts[column], errors="coerce").to_numpy()
    return (value >= bounds.get("from", -1e9)) & (value < bounds.get("below", 1e9))


def judge(texts, seed):
    """(run record, table of row, fold and probability)."""
    X, y, fold = to_floats(texts), target(texts), folds_of(texts, seed)
    models, p = [], {}
    for name, (family, model) in basket(seed).items():
        p[name] = held_out(model, X, y, fold)
        scores = [float(roc_auc_score(y[fold == k], p[name][fold == k])) for k in np.unique(fold)]
        models.append({"name": name, "family": family, "folds": scores})
        models[-1] |= {"mean": float(np.mean(scores)), "spread": float(np.std(scores, ddof=1))}
    simple = held_out(filled(basket(seed)["logistic"][1]), X[["age", "cp"]], y, fold)
    best = next(one for one in models if one["name"] == CHOSEN)
    record = {
        "seed": seed,
        "metric": {"name": "auroc", **measured(y, p[CHOSEN])},
        "baseline": {"name": "age and chest pain", "value": float(roc_auc_score(y, simple))},
        "models": models,
        "chosen": CHOSEN,
        "cv": {"mean": best["mean"], "se": best["spread"] / len(best["folds"]) ** 0.5},
        "slices": [],
    }
    for name, column, bounds in PARTS:
        rows = rows_of(texts, column, bounds)
        one = {"name": name, "column": column, **bounds, "n": int(rows.sum())}
        record["slices"].append({**one, **measured(y[rows], p[CHOSEN][rows])})
    return record, pd.DataFrame({"row": range(len(y)), "fold": fold, "probability": p[CHOSEN]})
