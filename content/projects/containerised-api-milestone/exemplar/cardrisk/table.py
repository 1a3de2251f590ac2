"""Payments from a CSV, and the split that every number here rests on: by time, the last quarter held out."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from cardrisk.schema import Payment

HELD_OUT = 0.25
LABEL = "disputed"
FLOATS = ("amount_eur", "distance_km", "hours_since_last")


def read_payments(path: Path) -> tuple[list[Payment], np.ndarray | None]:
    """The payments in file order, and their labels where the table has them. A bad row raises: a training
    table is fixed at its source, not here."""
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    labels = [int(row.pop(LABEL)) for row in rows if LABEL in row]
    payments = [Payment.model_validate(_typed(row)) for row in rows]
    return payments, np.array(labels) if labels else None


def _typed(row: dict[str, str]) -> dict[str, object]:
    numbers = {name: float(row[name]) for name in FLOATS}
    return {**row, **numbers, "card_age_days": int(row["card_age_days"])}


def split(path: Path) -> tuple[tuple[list[Payment], np.ndarray], tuple[list[Payment], np.ndarray]]:
    """(earlier payments, their labels), (later payments, their labels): the future is not trained on.
    Raises ValueError where the table has no labels."""
    payments, labels = read_payments(path)
    if labels is None:
        raise ValueError(f"{path} has no column {LABEL!r}.")
    order = sorted(range(len(payments)), key=lambda i: payments[i].occurred_at)
    cut = round(len(order) * (1 - HELD_OUT))
    earlier, later = order[:cut], order[cut:]
    return ([payments[i] for i in earlier], labels[earlier]), ([payments[i] for i in later], labels[later])
