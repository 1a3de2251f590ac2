"""Fit the shipped model on all rows of a CSV and save it."""

from __future__ import annotations

import argparse
from pathlib import Path

import joblib
import pandas as pd
from sklearn.pipeline import Pipeline

from survival.models import SHIPPED, build
from survival.patients import read_patients, split_target, without_copies


def train(patients: pd.DataFrame, seed: int) -> Pipeline:
    X, y = split_target(without_copies(patients))
    return build(SHIPPED, seed).fit(X, y)


def main() -> None:
    words = argparse.ArgumentParser(description="Fit the model on a CSV with outcomes.")
    words.add_argument("--data", type=Path, required=True)
    words.add_argument("--model", type=Path, required=True)
    words.add_argument("--seed", type=int, default=0)
    given = words.parse_args()
    given.model.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(train(read_patients(given.data), given.seed), given.model)


if __name__ == "__main__":
    main()
