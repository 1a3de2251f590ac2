"""python -m cardrisk.train --data TABLE --model FILE --seed N: fit on the earlier rows."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from cardrisk.features import NAMES, NUMERIC, matrix_of
from cardrisk.model import as_json
from cardrisk.schema import Payment
from cardrisk.table import split

MISSED, ASKED = 40.0, 2.5  # euros: a dispute let through, a customer asked in vain
CATEGORICAL = ("merchant_category", "channel")
QUANTILES = np.linspace(0, 1, 101)


def train(data: Path, model: Path, seed: int) -> None:
    (earlier, y), _ = split(data)
    X = matrix_of(earlier)  # (n_train, n_features)
    pipeline = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=500, random_state=seed))
    threshold = cheapest_threshold(*_of_later_rows(pipeline, X, y))
    scaler, fitted = (step for _, step in pipeline.fit(X, y).steps)
    parts = {
        "weights": fitted.coef_[0].tolist(),
        "intercept": float(fitted.intercept_[0]),
        "mean": scaler.mean_.tolist(),
        "scale": scaler.scale_.tolist(),
        "threshold": threshold,
        "reference": summary(earlier),
    }
    model.parent.mkdir(parents=True, exist_ok=True)
    model.write_text(as_json(NAMES, parts), encoding="ascii")


def _of_later_rows(pipeline: Pipeline, X: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities for the last fifth of the rows by a model of those before, and their labels."""
    cut = len(X) * 4 // 5
    return pipeline.fit(X[:cut], y[:cut]).predict_proba(X[cut:])[:, 1], y[cut:]


def cheapest_threshold(probability: np.ndarray, y: np.ndarray) -> float:
    """The threshold on a grid of hundredths at which missed disputes and vain questions cost least."""
    grid = np.arange(1, 100) / 100
    costs = [MISSED * y[probability < t].sum() + ASKED * (1 - y[probability >= t]).sum() for t in grid]
    return float(grid[int(np.argmin(costs))])


def summary(payments: list[Payment]) -> dict[str, object]:
    """What drift is measured against: quantiles and counts, never rows."""
    numeric = {
        name: np.quantile([getattr(p, name) for p in payments], QUANTILES).tolist() for name in NUMERIC
    }
    counts = {name: dict(Counter(getattr(p, name) for p in payments)) for name in CATEGORICAL}
    return {"n": len(payments), "quantiles": numeric, "counts": counts}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    train(**vars(parser.parse_args()))
