"""One row for each evening: what is known at eight, and whether the next day was dry."""

import csv
import itertools
from datetime import date
from math import cos, log1p, pi, sin

WEATHER = "data/seattle-weather.csv"
BACK = 2  # evenings that are looked back at
WEEK = 7


def days(path=WEATHER):
    """The record as a list of dicts, oldest first. `weather` sums up the whole day: left out."""
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {"rain": "precipitation", "high": "temp_max", "low": "temp_min", "wind": "wind"}
    found = [
        {"day": row["date"].replace("/", "-")} | {name: float(row[column]) for name, column in names.items()}
        for row in rows
    ]
    if any(a["day"] >= b["day"] for a, b in itertools.pairwise(found)):
        raise ValueError(f"The days of {path} are not in order.")
    return found


def evening(history):
    """The features of the last day of `history`: never anything later. Rain in mm, degrees C."""
    today = history[-1]
    turn = 2 * pi * date.fromisoformat(today["day"]).timetuple().tm_yday / 365.25
    row = {
        "id": today["day"],
        "wet": float(today["rain"] > 0),
        "log_rain": log1p(today["rain"]),
        "wind": today["wind"],
        "high": today["high"],
        "range": today["high"] - today["low"],
        "season_sin": sin(turn),
        "season_cos": cos(turn),
        "dry_week": sum(one["rain"] == 0 for one in history[-WEEK:]) / WEEK,
    }
    for back in range(1, BACK + 1):
        before = history[-1 - back]
        row[f"log_rain_{back}"] = log1p(before["rain"])
        row[f"warmer_{back}"] = today["high"] - before["high"]
        row[f"windier_{back}"] = today["wind"] - before["wind"]
    return row


def table(record):
    """One row for each evening that has a week behind it and a day after it, with `dry` of that day."""
    return [
        evening(record[: n + 1]) | {"dry": int(record[n + 1]["rain"] == 0)}
        for n in range(WEEK - 1, len(record) - 1)
    ]
