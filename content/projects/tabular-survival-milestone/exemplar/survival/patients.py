"""Read patients from a CSV and say which cells are unknown. Nothing here is fitted, so nothing can leak."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

TARGET = "disease"
NUMERIC = ["age", "trestbps", "chol", "thalch", "oldpeak", "ca"]
CATEGORICAL = ["clinic", "sex", "cp", "fbs", "restecg", "exang", "slope", "thal"]
SENTINELS = {"chol": 0, "trestbps": 0}  # no living patient has them: nobody measured
UNKNOWN = "unknown"


def read_patients(path: Path | str) -> pd.DataFrame:
    """The CSV with sentinels as missing numbers and missing categories as a category of their own.

    A column that the file lacks is unknown for everyone.
    """
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    patients = pd.DataFrame(index=raw.index)
    for name in NUMERIC:
        cells = raw[name] if name in raw else pd.Series("", index=raw.index)
        patients[name] = pd.to_numeric(cells, errors="coerce").astype(float)
        if name in SENTINELS:
            patients[name] = patients[name].mask(patients[name] == SENTINELS[name])
    for name in CATEGORICAL:
        cells = raw[name] if name in raw else pd.Series("", index=raw.index)
        patients[name] = cells.str.strip().replace("", UNKNOWN)
    if TARGET in raw:
        patients[TARGET] = raw[TARGET].astype(int)
    return patients


def without_copies(patients: pd.DataFrame) -> pd.DataFrame:
    """Each patient once: a copy in another fold would be known by heart. The index still counts file rows."""
    return patients[~patients.duplicated()]


def split_target(patients: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """(columns to learn from, outcome as 0 and 1)."""
    return patients[NUMERIC + CATEGORICAL], patients[TARGET].to_numpy()
