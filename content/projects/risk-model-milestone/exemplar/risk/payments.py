"""The table of payments: which columns there are, what they may be used for, and how they are read.

Every column of `NUMERIC` and `CATEGORICAL` is known at the moment a payment is authorised. Two are not
used although they are in the file: see `LEAK` and `PROTECTED`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

TARGET = "is_fraud"
TIME = "time"
CUSTOMER = "customer_id"
LEAK = "dispute_minutes"  # written down by the dispute team days after the payment: never a feature
PROTECTED = "age_group"  # looked at in the fairness check only: a price of safety must not depend on age
LABEL_DELAY_DAYS = 7  # a payment counts as honest when nobody has disputed it for a week

NUMERIC = [
    "amount",
    "usual_amount",
    "amount_ratio",
    "known_merchant",
    "device_days",
    "distance_km",
    "minutes_since_last",
    "payments_24h",
    "card_months",
]
CATEGORICAL = ["merchant", "channel", "acquirer"]
FEATURES = [*NUMERIC, "hour", *CATEGORICAL]

# Columns that say nearly the same are shuffled together: one alone would look unimportant. The rank
# correlation of amount and amount_ratio is 0.90, of minutes_since_last and payments_24h -0.83.
TOGETHER = [
    ["amount", "usual_amount", "amount_ratio"],
    ["minutes_since_last", "payments_24h"],
    ["known_merchant"],
    ["device_days"],
    ["distance_km"],
    ["card_months"],
    ["time"],
    ["merchant"],
    ["channel"],
    ["acquirer"],
]


def read_payments(path: str | Path) -> pd.DataFrame:
    """The CSV with its time parsed, in the order of the file. Raises ValueError on missing columns."""
    frame = pd.read_csv(path)
    missing = [name for name in [TIME, *NUMERIC, *CATEGORICAL] if name not in frame]
    if missing:
        raise ValueError(f"{path} has no column {missing[0]!r}; it needs {', '.join(missing)}.")
    frame[TIME] = pd.to_datetime(frame[TIME], errors="coerce")
    return frame


def features(frame: pd.DataFrame) -> pd.DataFrame:
    """What the model sees, one row per payment: nothing is learned here, so no row knows of another."""
    X = frame[NUMERIC].apply(pd.to_numeric, errors="coerce").astype(float)
    X["hour"] = pd.to_datetime(frame[TIME]).dt.hour.astype(float)
    for name in CATEGORICAL:
        X[name] = frame[name].astype(object).where(frame[name].notna(), "unknown").astype(str)
    return X[FEATURES]


def target(frame: pd.DataFrame) -> np.ndarray:
    return frame[TARGET].to_numpy(int)
