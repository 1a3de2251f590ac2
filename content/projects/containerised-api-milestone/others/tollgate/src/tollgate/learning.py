"""From the table to a version: which rows are learned from, and what is kept of them."""

import csv
from datetime import datetime
from pathlib import Path

import numpy as np

from tollgate import additive, artefact, drift
from tollgate.contract import broken_rules, from_text

LABEL = "disputed"
LEARNED = 0.75  # the first part by time; what comes later is for the judgement alone
REVIEWED = 0.05  # of the payments is what two people can look at in a day


class BadTable(ValueError):
    """A table that is not of payments; the message names line and rule."""


def read_table(path):
    """Payments in the order of the file, and their labels (None without that column). Raises BadTable."""
    with Path(path).open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    labels = [line.pop(LABEL) for line in lines if LABEL in line]
    rows = [from_text(line) for line in lines]
    for number, row in enumerate(rows, 2):
        if rules := broken_rules(row):
            raise BadTable(f"{path}, line {number}: {rules[0]}")
    if not set(labels) <= {"0", "1"}:
        raise BadTable(f"{path}: {LABEL} is 0 or 1")
    return rows, np.array(labels, dtype=int) if labels else None


def halves(path):
    """((rows, labels) to learn from, (rows, labels) to judge by): the past and its future."""
    rows, labels = read_table(path)
    if labels is None:
        raise BadTable(f"{path} has no column {LABEL}")
    moments = [datetime.fromisoformat(row["occurred_at"]) for row in rows]
    order = sorted(range(len(rows)), key=moments.__getitem__)
    cut = int(LEARNED * len(order))
    return tuple(([rows[i] for i in part], labels[part]) for part in (order[:cut], order[cut:]))


def train(data, model, seed):
    """Writes a version; returns the penalty that was chosen."""
    (rows, y), _ = halves(data)
    bends = additive.bends_of(rows)
    x = np.array([additive.expand(row, bends) for row in rows])
    centre, scale = x.mean(axis=0), x.std(axis=0)
    scale[scale == 0] = 1.0  # a category that no row has
    x = (x - centre) / scale
    penalty = additive.best_penalty(x, y, seed)
    intercept, weights = additive.fit(x, y, penalty)
    p = additive.sigmoid(intercept + x @ weights)
    arrays = {
        "weights": weights,
        "centre": centre,
        "scale": scale,
        "bends": bends,
        "intercept": np.array(intercept),
        "review_from": np.quantile(p, 1 - REVIEWED),
    }
    artefact.save(model, arrays, drift.reference_of(rows, p))
    return penalty
