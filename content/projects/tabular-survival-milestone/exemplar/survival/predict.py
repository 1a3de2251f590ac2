"""Probabilities for the rows of a CSV: one row out for each row in, in the same order.

Load model files that you made yourself and no others: joblib runs what is in them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import joblib
import pandas as pd
from sklearn.pipeline import Pipeline

from survival.patients import CATEGORICAL, NUMERIC, read_patients


def predict(model: Pipeline, patients: pd.DataFrame) -> pd.DataFrame:
    p = model.predict_proba(patients[NUMERIC + CATEGORICAL])[:, 1]
    return pd.DataFrame({"probability": p})


def main() -> None:
    words = argparse.ArgumentParser(description="Predict the probability of heart disease.")
    words.add_argument("--model", type=Path, required=True)
    words.add_argument("--data", type=Path, required=True)
    words.add_argument("--out", type=Path, required=True)
    given = words.parse_args()
    predict(joblib.load(given.model), read_patients(given.data)).to_csv(given.out, index=False)


if __name__ == "__main__":
    main()
