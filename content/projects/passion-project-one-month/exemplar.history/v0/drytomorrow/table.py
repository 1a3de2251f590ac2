"""One row for each evening: did it rain, how windy was it, and was the next day dry."""

import csv
import itertools

WEATHER = "data/seattle-weather.csv"


def days(path=WEATHER):
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {
            "day": row["date"].replace("/", "-"),
            "rain": float(row["precipitation"]),
            "wind": float(row["wind"]),
        }
        for row in rows
    ]


def table(record):
    return [
        {
            "id": today["day"],
            "wet": float(today["rain"] > 0),
            "wind": today["wind"],
            "dry": int(after["rain"] == 0),
        }
        for today, after in itertools.pairwise(record)
    ]
