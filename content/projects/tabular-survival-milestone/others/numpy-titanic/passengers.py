"""Passengers as dictionaries, and a design matrix of NumPy columns. What is fitted is one JSON-able dict."""

import csv
import re

import numpy as np

TITLES = ("Mr", "Mrs", "Miss", "Master")
CATEGORIES = {
    "Sex": lambda row: row.get("Sex", ""),
    "Pclass": lambda row: row.get("Pclass", ""),
    "Embarked": lambda row: row.get("Embarked", ""),
    "Title": lambda row: title(row.get("Name", "")),
    "SexInClass": lambda row: row.get("Sex", "") + row.get("Pclass", ""),
}


def read_rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    """NaN for whatever is no number."""
    try:
        return float(text)
    except (TypeError, ValueError):
        return float("nan")


def title(name):
    """ "Mrs" of "Weir, Mrs. Ada Ruth"; rare titles are one."""
    found = re.search(r",\s*([A-Za-z]+)\.", name or "")
    return found[1] if found and found[1] in TITLES else "rare"


def measurements(row):
    """Age, log fare per head, family, whether it is large, whether a cabin is known. Nobody paid nothing."""
    family = np.nan_to_num(number(row.get("SibSp"))) + np.nan_to_num(number(row.get("Parch")))
    fare = number(row.get("Fare"))
    per_head = np.log(fare / (1 + family)) if fare > 0 else float("nan")
    known = float(bool((row.get("Cabin") or "").strip()))
    age = number(row.get("Age"))
    return [age, float(age < 14), per_head, family, float(family >= 4), known]


def fit_columns(rows):
    """Medians for gaps, mean and scale, and the categories that occur: all from these rows and no others."""
    numbers = np.array([measurements(row) for row in rows], dtype=float)
    medians = np.nanmedian(numbers, axis=0)
    filled = np.where(np.isnan(numbers), medians, numbers)
    scale = filled.std(axis=0)
    return {
        "medians": medians.tolist(),
        "means": filled.mean(axis=0).tolist(),
        "scales": np.where(scale > 0, scale, 1.0).tolist(),
        "categories": {name: sorted({read(row) for row in rows}) for name, read in CATEGORIES.items()},
    }


def design(rows, fitted):
    """(rows, columns): scaled numbers, gaps as flags, one column for each known category."""
    numbers = np.array([measurements(row) for row in rows], dtype=float)
    gaps = np.isnan(numbers)
    filled = np.where(gaps, fitted["medians"], numbers)
    parts = [(filled - fitted["means"]) / fitted["scales"], gaps[:, [0, 2]].astype(float)]
    for name, read in CATEGORIES.items():
        values = np.array([read(row) for row in rows], dtype=object)
        parts.append(np.stack([values == one for one in fitted["categories"][name]], axis=1).astype(float))
    return np.hstack(parts)


def outcomes(rows):
    return np.array([int(row["Survived"]) for row in rows])
