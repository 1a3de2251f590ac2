"""Gradient boosting for two classes: trees fitted to the gradient of the log loss (Friedman 2001)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mylib.array.shapes import as_labels, as_matrix
from mylib.ml.tree import RegressionTree


class BoostedTrees:
    """`rounds` trees of `max_depth`, each shrunk by `lr`. Raises ValueError where a number is not above 0."""

    def __init__(self, rounds: int = 60, lr: float = 0.2, max_depth: int = 3) -> None:
        if min(rounds, lr, max_depth) <= 0:
            raise ValueError("rounds, lr and max_depth have to be above 0.")
        self.rounds, self.lr, self.max_depth = rounds, lr, max_depth

    def fit(self, X: ArrayLike, y: ArrayLike) -> BoostedTrees:
        """Learn from X (n, d) and labels y (n,) of 0 and 1. Raises ValueError where a class is missing."""
        X = as_matrix(X)
        y = as_labels(y, len(X))
        if not 0 < y.mean() < 1 or y.max() > 1:
            raise ValueError("y needs both labels 0 and 1, and no others.")
        self.prior_ = float(np.log(y.mean() / (1 - y.mean())))
        self.trees_: list[RegressionTree] = []
        score = np.full(len(X), self.prior_)
        for _ in range(self.rounds):
            tree = RegressionTree(self.max_depth).fit(X, y - sigmoid(score))
            self.trees_.append(tree)
            score += 4 * self.lr * tree.predict(X)  # 1/4 bounds the curvature of the loss
        return self

    def predict_proba(self, X: ArrayLike) -> np.ndarray:
        """The probability of label 1 (n,) for X (n, d). Raises ValueError where X is no matrix."""
        X = as_matrix(X)
        steps = (4 * self.lr * tree.predict(X) for tree in self.trees_)
        return sigmoid(self.prior_ + sum(steps, start=np.zeros(len(X))))


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-z)) for z of any shape (...), without overflow. Raises nothing."""
    return np.exp(-np.logaddexp(0.0, -z))
