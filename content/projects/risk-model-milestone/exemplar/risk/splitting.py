"""Splits that know when a label is known: parts follow one another in time, with the label's delay between.

A model that is trained on the evening of day d has seen no label of the seven days before. Without the gap
the training part would hold answers that nobody had yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from risk.payments import LABEL_DELAY_DAYS, TIME

SHARES = (0.52, 0.16)  # of the days between gaps: training, validation; the rest is the test


@dataclass(frozen=True)
class Parts:
    train: pd.DataFrame
    validation: pd.DataFrame
    test: pd.DataFrame


def split_by_time(frame: pd.DataFrame) -> Parts:
    """Training, validation and test part, each whole days, with LABEL_DELAY_DAYS between them."""
    day = days(frame)
    last = int(day.max())
    train_end = round((last + 1) * SHARES[0])
    valid_start = train_end + LABEL_DELAY_DAYS
    valid_end = valid_start + round((last + 1) * SHARES[1])
    test_start = valid_end + LABEL_DELAY_DAYS
    return Parts(
        frame[day < train_end],
        frame[(day >= valid_start) & (day < valid_end)],
        frame[day >= test_start],
    )


def rolling_folds(frame: pd.DataFrame, n: int = 3) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Positions (earlier, later) for n folds: each is trained on all that is old enough and scored after."""
    day = days(frame)
    width = (int(day.max()) + 1) // (n + 2)
    for k in range(n):
        start = int(day.max()) + 1 - (n - k) * width
        later = (day >= start) & (day < start + width)
        yield np.flatnonzero(day < start - LABEL_DELAY_DAYS), np.flatnonzero(later)


def days(frame: pd.DataFrame) -> np.ndarray:
    """Whole days since the first day of the table."""
    date = frame[TIME].dt.normalize()
    return (date - date.min()).dt.days.to_numpy()
