"""AdaBoost with stumps (Freund and Schapire 1997)."""

import numpy as np


class BoostedStumps:
    """A weighted vote of one-split rules."""

    def __init__(self, rounds=80):
        self.rounds = rounds

    def fit(self, X, y):
        """X (n, d), y (n,) of 0 and 1; returns itself. Raises ValueError where the lengths differ."""
        X, sign = np.asarray(X, dtype=float), 2 * np.asarray(y) - 1
        if len(X) != len(sign):
            raise ValueError("lengths differ")
        order = np.argsort(X, axis=0, kind="stable")
        ordered = np.take_along_axis(X, order, axis=0)
        weight = np.full(len(X), 1 / len(X))
        self.rules = []
        for _ in range(self.rounds):
            feature, threshold, side, error = best_stump(ordered, order, sign, weight)
            alpha = 0.5 * np.log((1 - error + 1e-12) / (error + 1e-12))
            self.rules.append((feature, threshold, side * alpha))
            weight = weight * np.exp(-alpha * sign * side * np.where(X[:, feature] > threshold, 1, -1))
            weight /= weight.sum()
        return self

    def score(self, X):
        """The vote (n,) over X (n, d), above 0 for label 1. Raises IndexError where X has too few columns."""
        X = np.asarray(X, dtype=float)
        return sum(vote * np.where(X[:, feature] > at, 1.0, -1.0) for feature, at, vote in self.rules)


def best_stump(ordered, order, sign, weight):
    """Feature, threshold, side and weighted error of the best split: scalars, from columns (n, d) in order.

    Raises ValueError where n is 0.
    """
    below = np.cumsum((sign * weight)[order], axis=0)  # (n, d)
    total = below[-1, 0]
    edge = total - 2 * below[:-1]  # what a rule "above is 1" gains over chance, for each cut
    edge = np.where(ordered[:-1] < ordered[1:], edge, 0.0)
    at, feature = np.unravel_index(np.argmax(np.abs(edge)), edge.shape)
    side = 1 if edge[at, feature] > 0 else -1
    threshold = (ordered[at, feature] + ordered[at + 1, feature]) / 2
    return int(feature), float(threshold), side, float((1 - abs(edge[at, feature])) / 2)
