"""Rolling evaluation: python -m risk.evaluate --data payments.csv --out record.json --folds folds.csv

Each fold is a stretch of days, scored by trees that were grown on all that was labelled before it. Writes the
mean AUPRC and, for every row that was scored, its number in the file, its fold and its probability.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from risk.arguments import read_arguments
from risk.measures import auprc
from risk.models import MAKE
from risk.payments import features, read_payments, target
from risk.splitting import rolling_folds
from risk.train import CHOSEN


def evaluate(frame: pd.DataFrame, seed: int) -> tuple[dict, pd.DataFrame]:
    X, y = features(frame), target(frame)
    values, pieces = [], []
    for k, (earlier, later) in enumerate(rolling_folds(frame)):
        trees = MAKE[CHOSEN](seed).fit(X.iloc[earlier], y[earlier])
        p = trees.predict_proba(X.iloc[later])[:, 1]
        values.append(auprc(y[later], p))
        pieces.append(pd.DataFrame({"row": later, "fold": k, "probability": p}))
    spread = float(np.std(values, ddof=1) / np.sqrt(len(values)))
    cv = {"mean": float(np.mean(values)), "se": spread, "folds": values}
    return {"seed": seed, "metric": {"name": "auprc", "value": cv["mean"]}, "cv": cv}, pd.concat(pieces)


def main() -> None:
    given = read_arguments(__doc__, "data", "out", "folds", "seed")
    record, folds = evaluate(read_payments(given.data), given.seed)
    folds.to_csv(given.folds, index=False)
    Path(given.out).write_text(json.dumps(record) + "\n")


if __name__ == "__main__":
    main()
