"""Card payments, some of them disputed later: synthetic, seeded, and the same form for everybody.

`python data.py OUT.csv` writes the table that starter and solutions carry (seed 20260301). The audit draws
fresh rows with other seeds, and moves them for the drift replays. No real person or payment is in here.
Amounts, distances and waiting times are log-normal, so a shift of half a standard deviation is one of the
logarithm.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

TABLE_SEED = 20260301
TABLE_ROWS = 4000
FIELDS = (
    "occurred_at", "amount_eur", "distance_km", "hours_since_last", "card_age_days",
    "merchant_category", "channel",
)  # fmt: skip
LABEL = "disputed"
CATEGORIES = {
    "grocery": 0.38,
    "restaurant": 0.22,
    "fuel": 0.14,
    "travel": 0.1,
    "electronics": 0.1,
    "gifts": 0.06,
}
CHANNELS = {"contactless": 0.48, "chip": 0.27, "online": 0.25}
RISK = {"grocery": -0.6, "restaurant": -0.3, "fuel": -0.2, "travel": 0.4, "electronics": 0.7, "gifts": 1.2}
LOGS = {"amount_eur": (3.3, 0.9), "distance_km": (2.0, 1.2), "hours_since_last": (2.8, 1.1)}  # mean, sd
BEGAN = datetime(2026, 1, 5, tzinfo=UTC)
DAYS = 56


def payments(n: int, seed: int) -> tuple[list[dict[str, Any]], list[int]]:
    """`n` payments in order of time, and for each whether it was disputed (about one in eleven)."""
    rng = np.random.default_rng(seed)
    minutes = np.sort(rng.integers(0, DAYS * 24 * 60, n))
    logs = {name: rng.normal(mean, sd, n) for name, (mean, sd) in LOGS.items()}
    age = rng.integers(1, 3000, n)
    category = rng.choice(list(CATEGORIES), n, p=list(CATEGORIES.values()))
    channel = rng.choice(list(CHANNELS), n, p=list(CHANNELS.values()))
    night = (minutes % (24 * 60)) < 6 * 60
    online = channel == "online"
    z = {name: (logs[name] - mean) / sd for name, (mean, sd) in LOGS.items()}
    logit = (
        -3.5
        + 0.9 * z["amount_eur"]
        + 0.7 * z["distance_km"]
        - 0.6 * z["hours_since_last"]
        + 0.7 * night
        + 1.0 * online
        + 0.8 * online * z["amount_eur"]
        - 0.35 * (np.log(age) - 7)
        + np.array([RISK[name] for name in category])
    )
    disputed = rng.random(n) < 1 / (1 + np.exp(-logit))
    rows = [
        {
            "occurred_at": (BEGAN + timedelta(minutes=int(minutes[i]))).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "amount_eur": float(np.clip(round(float(np.exp(logs["amount_eur"][i])), 2), 0.5, 15_000)),
            "distance_km": float(np.clip(round(float(np.exp(logs["distance_km"][i])), 1), 0, 15_000)),
            "hours_since_last": float(
                np.clip(round(float(np.exp(logs["hours_since_last"][i])), 2), 0.01, 5e3)
            ),
            "card_age_days": int(age[i]),
            "merchant_category": str(category[i]),
            "channel": str(channel[i]),
        }
        for i in range(n)
    ]
    return rows, [int(one) for one in disputed]


def shifted(rows: Sequence[dict[str, Any]], fields: Sequence[str], sds: float) -> list[dict[str, Any]]:
    """The rows with each of the fields moved by `sds` standard deviations of its logarithm."""
    factors = {name: float(np.exp(sds * LOGS[name][1])) for name in fields}
    return [{**row, **{name: round(row[name] * factors[name], 2) for name in fields}} for row in rows]


def remixed(
    rows: Sequence[dict[str, Any]], field: str, to: str, share: float, seed: int
) -> list[dict[str, Any]]:
    """The rows with a random `share` of them given the category `to`."""
    chosen = np.random.default_rng(seed).random(len(rows)) < share
    return [{**row, field: to} if taken else dict(row) for row, taken in zip(rows, chosen, strict=True)]


def write_table(path: Path, rows: Sequence[dict[str, Any]], labels: Sequence[int] | None = None) -> None:
    names = [*FIELDS, LABEL] if labels is not None else list(FIELDS)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(names)
        for i, row in enumerate(rows):
            table.writerow([row[name] for name in FIELDS] + ([labels[i]] if labels is not None else []))


if __name__ == "__main__":
    write_table(Path(sys.argv[1]), *payments(TABLE_ROWS, TABLE_SEED))
