"""Read the payments into NumPy columns and make the matrix that the forest sees. No pandas."""

import csv
import gzip
from datetime import datetime

import numpy as np

FIRST_DAY = datetime(2025, 1, 6)
NUMBERS = ["amount", "usual_amount", "amount_ratio", "known_merchant", "device_days", "distance_km"]
NUMBERS += ["minutes_since_last", "payments_24h", "card_months"]
KINDS = {
    "merchant": [
        "groceries",
        "fuel",
        "restaurant",
        "fashion",
        "electronics",
        "travel",
        "services",
        "gift cards",
    ],
    "channel": ["chip", "contactless", "online", "phone"],
    "acquirer": list("ABCDEFG"),
}
NAMES = [
    *NUMBERS,
    "hour",
    "tiny_and_quick",
    *(f"{kind}={value}" for kind, values in KINDS.items() for value in values),
]


def read(path):
    """{column: list of text}; a file that ends in .gz is unpacked."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: [row[name] for row in rows] for name in rows[0]}


def numbers(cells):
    """Floats; NaN where a cell is empty or no number."""
    out = np.full(len(cells), np.nan)
    for k, cell in enumerate(cells):
        try:
            out[k] = float(cell)
        except ValueError:
            continue
    return out


def matrix(columns):
    """(n, len(NAMES)): every row from its own cells alone. A missing number becomes -1."""
    raw = {name: numbers(columns[name]) for name in NUMBERS}
    hours = np.array([float(cell[11:13]) if len(cell) >= 13 else np.nan for cell in columns["time"]])
    quick = (raw["amount"] < 6) & (raw["minutes_since_last"] < 60)
    found = [raw[name] for name in NUMBERS] + [hours, quick.astype(float)]
    for kind, values in KINDS.items():
        cells = np.array(columns[kind])
        found += [(cells == value).astype(float) for value in values]
    return np.nan_to_num(np.column_stack(found), nan=-1.0)


def days(columns):
    """Whole days since the first of the file."""
    found = np.array([(datetime.fromisoformat(cell) - FIRST_DAY).days for cell in columns["time"]])
    return found - found.min()


def take(columns, rows):
    return {name: [cells[k] for k in rows] for name, cells in columns.items()}
