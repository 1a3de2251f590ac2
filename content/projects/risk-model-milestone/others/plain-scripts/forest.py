"""The model: extremely randomised trees, their votes turned into probabilities by Platt's two numbers."""

import numpy as np
from columns import days, matrix, numbers
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression

DELAY = 7  # days until a label is final
TREES = {
    "n_estimators": 120,
    "min_samples_leaf": 3,
    "max_features": 0.6,
    "bootstrap": True,
    "max_samples": 0.8,
}
SHARES = (0.50, 0.18)  # of the days: to grow the trees, to calibrate them


def split(columns):
    """Row numbers of training, validation and test days, DELAY days apart."""
    day = days(columns)
    total = int(day.max()) + 1
    grow_end = int(total * SHARES[0])
    check_end = grow_end + DELAY + int(total * SHARES[1])
    return (
        np.flatnonzero(day < grow_end),
        np.flatnonzero((day >= grow_end + DELAY) & (day < check_end)),
        np.flatnonzero(day >= check_end + DELAY),
    )


def log_votes(p):
    p = np.clip(p, 0.002, 0.998)
    return np.log(p / (1 - p))[:, None]


class Forest:
    def __init__(self, X, y, X_check, y_check, seed):
        self.trees = ExtraTreesClassifier(**TREES, random_state=seed).fit(X, y)
        self.curve = LogisticRegression(C=100.0).fit(
            log_votes(self.trees.predict_proba(X_check)[:, 1]), y_check
        )
        self.base = float(y.mean())

    def probability(self, columns):
        votes = self.trees.predict_proba(matrix(columns))[:, 1]
        return self.curve.predict_proba(log_votes(votes))[:, 1]


def fit(columns, seed, rows=None):
    """Trees on the training days, calibration on the validation days (or on the two given sets of rows)."""
    grow, check = rows or split(columns)[:2]
    X, y = matrix(columns), numbers(columns["is_fraud"])
    return Forest(X[grow], y[grow], X[check], y[check], seed)
