"""The model: a sum of curves, one for each field, in the logit. NumPy only.

log(p / (1 - p)) = b + sum_j f_j(x_j), where f of a number is piecewise linear in log(1 + x) with bends at
training quantiles, and f of a category is a step. All weights but b carry a ridge penalty.
"""

import math
from datetime import UTC, datetime

import numpy as np

from tollgate.contract import CHOICES, NUMBERS

BENDS = (0.25, 0.5, 0.75)  # quantiles
DAY_PARTS = 4
MOST_STEPS = 50
STILL = 1e-9  # largest move of a weight at which Newton's method has arrived


class NoFit(ArithmeticError):
    """The weights do not settle."""


def terms():
    """The name of each number that expand() gives, in its order."""
    curves = [f"{name}{'+' * bend}" for name in NUMBERS for bend in range(len(BENDS) + 1)]
    steps = [f"{name}={value}" for name, values in CHOICES.items() for value in values]
    return [*curves, "amount_eur online", *steps, *(f"day part {n}" for n in range(DAY_PARTS))]


def bends_of(rows):
    """(len(NUMBERS), len(BENDS)): where each curve bends, on its log scale."""
    return np.array([np.quantile([math.log1p(row[name]) for row in rows], BENDS) for name in NUMBERS])


def expand(row, bends):
    """A payment as the numbers named by terms()."""
    found = []
    for name, places in zip(NUMBERS, bends, strict=True):
        u = math.log1p(row[name])
        found += [u, *(max(u - place, 0.0) for place in places)]
    found.append(math.log1p(row["amount_eur"]) if row["channel"] == "online" else 0.0)
    for name, values in CHOICES.items():
        found += [float(row[name] == value) for value in values]
    hour = datetime.fromisoformat(row["occurred_at"]).astimezone(UTC).hour
    return found + [float(hour * DAY_PARTS // 24 == part) for part in range(DAY_PARTS)]


def sigmoid(logit):
    """1 / (1 + e^-x), written so that no x overflows."""
    return 0.5 * (1.0 + np.tanh(0.5 * logit))


def fit(x, y, penalty):
    """Intercept and weights that maximise log-likelihood - penalty |w|^2 / 2: Newton's method.

    x (n, d) is standardised, y (n,) is 0 or 1. Raises NoFit.
    """
    design = np.column_stack([np.ones(len(x)), x])
    ridge = np.full(design.shape[1], float(penalty))
    ridge[0] = 0.0
    weights = np.zeros(design.shape[1])
    for _ in range(MOST_STEPS):
        p = sigmoid(design @ weights)
        gradient = design.T @ (y - p) - ridge * weights
        curvature = (design.T * (p * (1 - p))) @ design + np.diag(ridge)
        try:
            step = np.linalg.solve(curvature, gradient)
        except np.linalg.LinAlgError as error:
            raise NoFit("the rows do not determine the weights") from error
        weights += step
        if np.abs(step).max() < STILL:
            return float(weights[0]), weights[1:]
    raise NoFit(f"no end after {MOST_STEPS} steps of Newton's method")


def log_loss(y, p):
    """Mean of -log of the probability that was given to what happened."""
    given = np.clip(np.where(y == 1, p, 1 - p), 1e-12, 1)
    return float(-np.log(given).mean())


def best_penalty(x, y, seed, candidates=(0.3, 1.0, 3.0, 10.0, 30.0), folds=5):
    """The penalty with the least log loss over folds that the seed deals out."""
    fold = np.random.default_rng(seed).permutation(len(y)) % folds

    def loss(penalty):
        held = np.empty(len(y))
        for k in range(folds):
            intercept, weights = fit(x[fold != k], y[fold != k], penalty)
            held[fold == k] = sigmoid(intercept + x[fold == k] @ weights)
        return log_loss(y, held)

    return min(candidates, key=loss)
