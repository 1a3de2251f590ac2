"""A payment as numbers. The names are kept with the model, so the order is never a matter of luck."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, log1p

import numpy as np

from cardrisk.schema import CATEGORIES, CHANNELS, Payment

NIGHT_ENDS = 6  # o'clock, UTC
NUMERIC = ("amount_eur", "distance_km", "hours_since_last", "card_age_days")
NAMES = (
    "log_amount",
    "log_distance",
    "log_hours_since_last",
    "log_card_age",
    "night",
    "log_amount_online",
    *(f"category_{name}" for name in CATEGORIES),
    *(f"channel_{name}" for name in CHANNELS),
)


def features_of(payment: Payment) -> list[float]:
    """The values of NAMES, in that order."""
    amount = log(payment.amount_eur)
    online = payment.channel == "online"
    return [
        amount,
        log1p(payment.distance_km),
        log1p(payment.hours_since_last),
        log1p(payment.card_age_days),
        float(payment.occurred_at.hour < NIGHT_ENDS),
        amount if online else 0.0,
        *(float(payment.merchant_category == name) for name in CATEGORIES),
        *(float(payment.channel == name) for name in CHANNELS),
    ]


def matrix_of(payments: Sequence[Payment]) -> np.ndarray:
    """(n, len(NAMES))"""
    return np.array([features_of(one) for one in payments], dtype=float).reshape(len(payments), len(NAMES))
