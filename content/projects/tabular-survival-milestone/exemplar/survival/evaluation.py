"""Cross-validation of the basket on the same folds, the slices of the shipped model, and the run record."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy.stats import rankdata
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import Pipeline

from survival.models import FAMILIES, SHIPPED, baseline, build
from survival.patients import read_patients, split_target, without_copies

FOLDS = 5
DRAWS = 200
SLICES: list[dict[str, Any]] = [
    *(
        {"column": "clinic", "equals": one}
        for one in ("Cleveland", "Hungary", "Switzerland", "VA Long Beach")
    ),
    *({"column": "sex", "equals": one} for one in ("Female", "Male")),
    {"column": "age", "below": 50},
    {"column": "age", "from": 50, "below": 60},
    {"column": "age", "from": 60},
]


def auroc(y: np.ndarray, p: np.ndarray) -> float:
    """The chance that a positive row ranks above a negative one; a tenth of the time of scikit-learn's."""
    positives, negatives = np.sum(y == 1), np.sum(y == 0)
    ranks = rankdata(p)
    return float((ranks[y == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def out_of_fold(
    model: Pipeline, X: pd.DataFrame, y: np.ndarray, folds: np.ndarray
) -> tuple[np.ndarray, list[float]]:
    """Each row's probability from a model that never saw its fold, and the AUROC of each fold."""
    p = np.zeros(len(y))
    scores = []
    for fold in range(folds.max() + 1):
        test = folds == fold
        model.fit(X[~test], y[~test])
        p[test] = model.predict_proba(X[test])[:, 1]
        scores.append(auroc(y[test], p[test]))
    return p, scores


def assign_folds(y: np.ndarray, seed: int) -> np.ndarray:
    """The fold of each row, with the same share of disease in each."""
    folds = np.zeros(len(y), dtype=int)
    splitter = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    for fold, (_, test) in enumerate(splitter.split(y, y)):
        folds[test] = fold
    return folds


def interval(y: np.ndarray, p: np.ndarray, seed: int) -> tuple[float | None, float | None]:
    """The middle 95 % of AUROC over bootstrap draws of rows; (None, None) where there is one class only."""
    if len(set(y)) < 2:
        return None, None
    rng = np.random.default_rng(seed)
    scores = []
    while len(scores) < DRAWS:
        rows = rng.integers(len(y), size=len(y))
        if 0 < y[rows].sum() < len(rows):
            scores.append(auroc(y[rows], p[rows]))
    low, high = np.quantile(scores, [0.025, 0.975])
    return float(low), float(high)


def belongs(X: pd.DataFrame, part: dict[str, Any]) -> np.ndarray:
    """Which rows a slice holds: `equals` a text, or numbers `from` (included) and `below` (excluded)."""
    column = X[part["column"]]
    if "equals" in part:
        return (column == part["equals"]).to_numpy()
    return ((column >= part.get("from", -np.inf)) & (column < part.get("below", np.inf))).to_numpy()


def name_of(part: dict[str, Any]) -> str:
    if "equals" in part:
        return str(part["equals"])
    if "from" not in part:
        return f"{part['column']} below {part['below']}"
    end = f" to below {part['below']}" if "below" in part else " and over"
    return f"{part['column']} {part['from']}{end}"


def slices(X: pd.DataFrame, y: np.ndarray, p: np.ndarray, seed: int) -> Iterator[dict[str, Any]]:
    """AUROC of the shipped model in each part of the patients."""
    for part in SLICES:
        rows = belongs(X, part)
        low, high = interval(y[rows], p[rows], seed)
        value = None if low is None else auroc(y[rows], p[rows])
        yield {"name": name_of(part), **part, "n": int(rows.sum()), "value": value, "low": low, "high": high}


def summary(name: str, family: str, scores: list[float]) -> dict[str, Any]:
    return {
        "name": name,
        "family": family,
        "folds": scores,
        "mean": float(np.mean(scores)),
        "spread": float(np.std(scores, ddof=1)),
    }


def evaluate(patients: pd.DataFrame, seed: int) -> tuple[dict[str, Any], pd.DataFrame]:
    """(run record, out-of-fold probabilities of the shipped model)."""
    patients = without_copies(patients)
    X, y = split_target(patients)
    folds = assign_folds(y, seed)
    predictions, models = {}, []
    for name, (family, _) in FAMILIES.items():
        predictions[name], scores = out_of_fold(build(name, seed), X, y, folds)
        models.append(summary(name, family, scores))
    p = predictions[SHIPPED]
    shipped = next(one for one in models if one["name"] == SHIPPED)
    low, high = interval(y, p, seed)
    simple, _ = out_of_fold(baseline(), X, y, folds)
    record = {
        "seed": seed,
        "rows": len(y),
        "metric": {"name": "auroc", "value": auroc(y, p), "low": low, "high": high},
        "baseline": {"name": "age and chest pain", "value": auroc(y, simple)},
        "models": models,
        "chosen": SHIPPED,
        "cv": {"mean": shipped["mean"], "se": shipped["spread"] / np.sqrt(FOLDS)},
        "slices": list(slices(X, y, p, seed)),
    }
    return record, pd.DataFrame({"row": patients.index, "fold": folds, "probability": p})


def main() -> None:
    words = argparse.ArgumentParser(description="Cross-validate the basket on a CSV with outcomes.")
    words.add_argument("--data", type=Path, required=True)
    words.add_argument("--out", type=Path, required=True, help="the run record, JSON")
    words.add_argument("--folds", type=Path, required=True, help="out-of-fold probabilities, CSV")
    words.add_argument("--seed", type=int, default=0)
    given = words.parse_args()
    record, folds = evaluate(read_patients(given.data), given.seed)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(record, indent=1) + "\n")
    folds.to_csv(given.folds, index=False)


if __name__ == "__main__":
    main()
