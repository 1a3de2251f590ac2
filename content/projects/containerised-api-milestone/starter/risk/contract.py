"""What one payment is: the contract of the API, of the batch check and of the offline scorer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def broken_rules(row: Mapping[str, Any]) -> list[str]:
    """What is wrong with a row, each as "field: rule"; empty where it is a good payment.

    So far it knows the fields and nothing of their types, units and bounds: see data/README.md.
    """
    fields = (
        "occurred_at",
        "amount_eur",
        "distance_km",
        "hours_since_last",
        "card_age_days",
        "merchant_category",
        "channel",
    )
    missing = [f"{name}: is missing" for name in fields if name not in row]
    unknown = [f"{name}: is not a field of a payment" for name in row if name not in fields]
    return missing + unknown
