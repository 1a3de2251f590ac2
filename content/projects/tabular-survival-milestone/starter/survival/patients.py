"""Read the CSV and say which cells are unknown. The first test is about this file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd


def read_patients(path: Path | str) -> pd.DataFrame:
    """The rows as they stand. What should a cholesterol of zero become, and why?"""
    return pd.read_csv(path)
