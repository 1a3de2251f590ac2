"""Does what comes in still look like the training rows? A likelihood-ratio (G) test for each field.

Everything is counted into cells: a number by the quintiles of the training rows, a category by its name, and
the risk that was answered like a number. SciPy's contingency test compares the counts of the last 300
payments with those of training; it knows that the training rows are a sample too.

How often would it cry wolf? 7 tests after every 100 payments. At 50,000 payments a day these are 3,500 tests;
LEVEL = 1e-6 makes one false alarm in 1 / (3500 * 1e-6) = 286 days, which is nine months.
"""

from collections import deque

import numpy as np
from scipy.stats import chi2_contingency

from tollgate.contract import CHOICES, NUMBERS

WINDOW = 300
EVERY = 100
LEVEL = 1e-6
CUTS = (0.2, 0.4, 0.6, 0.8)
RISK = "predicted_risk"
WATCHED_NUMBERS = (*NUMBERS, RISK)
WATCHED = (*WATCHED_NUMBERS, *CHOICES)


def reference_of(rows, probabilities):
    """What a window is compared with: cuts and counts under names, and no rows."""
    columns = {name: [row[name] for row in rows] for name in NUMBERS} | {RISK: list(probabilities)}
    found = {f"{name} cuts": np.quantile(values, CUTS) for name, values in columns.items()}
    cells = np.array([cells_of(row, p, found) for row, p in zip(rows, probabilities, strict=True)])
    for place, name in enumerate(WATCHED):
        found[f"{name} counts"] = np.bincount(cells[:, place], minlength=size_of(name))
    return found


def size_of(name):
    """How many cells a field is counted into."""
    return len(CHOICES[name]) if name in CHOICES else len(CUTS) + 1


def cells_of(row, probability, reference):
    """The cell that a payment falls into for each field of WATCHED."""
    values = {**row, RISK: probability}
    numbers = [
        int(np.searchsorted(reference[f"{name} cuts"], values[name], side="right"))
        for name in WATCHED_NUMBERS
    ]
    return numbers + [CHOICES[name].index(row[name]) for name in CHOICES]


def p_value(trained, seen):
    """G test of two rows of counts; cells that are empty in both say nothing."""
    table = np.array([trained, seen])
    table = table[:, table.sum(axis=0) > 0]
    return float(chi2_contingency(table, correction=False, lambda_="log-likelihood").pvalue)


class Lookout:
    """The cells of the last payments, and what the last look found. One thread feeds it."""

    def __init__(self, reference):
        self.reference = reference
        self.recent = deque(maxlen=WINDOW)
        self.fed = 0
        self.p_values = dict.fromkeys(WATCHED, 1.0)

    @property
    def drifted(self):
        return tuple(name for name, p in self.p_values.items() if p < LEVEL)

    def feed(self, row, probability):
        """True where this payment was the time for a look."""
        self.recent.append(cells_of(row, probability, self.reference))
        self.fed += 1
        if len(self.recent) < WINDOW or self.fed % EVERY:
            return False
        cells = np.array(self.recent)
        for place, name in enumerate(WATCHED):
            seen = np.bincount(cells[:, place], minlength=size_of(name))
            self.p_values[name] = p_value(self.reference[f"{name} counts"], seen)
        return True
