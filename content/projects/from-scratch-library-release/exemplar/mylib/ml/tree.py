"""A regression tree: splits where the squared error falls most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from mylib.array.shapes import as_matrix


@dataclass
class Node:
    """A leaf where `feature` is None. `value` is the mean of its rows."""

    value: float
    feature: int | None = None
    threshold: float = 0.0
    left: Node | None = None
    right: Node | None = None


class RegressionTree:
    """Depth and leaf size bound it. Raises ValueError where a bound is below 1."""

    def __init__(self, max_depth: int = 3, min_leaf: int = 5) -> None:
        if max_depth < 1 or min_leaf < 1:
            raise ValueError(f"max_depth {max_depth} and min_leaf {min_leaf} have to be 1 or more.")
        self.max_depth, self.min_leaf = max_depth, min_leaf

    def fit(self, X: ArrayLike, y: ArrayLike) -> RegressionTree:
        """Learn from X (n, d) and targets y (n,). Raises ValueError where their lengths differ."""
        X, y = as_matrix(X), np.asarray(y, dtype=float)
        if y.shape != (len(X),):
            raise ValueError(f"y has shape {y.shape}; expected ({len(X)},).")
        self.root_ = self._grow(X, y, self.max_depth)
        return self

    def predict(self, X: ArrayLike) -> np.ndarray:
        """Means of the leaves (n,) where the rows of X (n, d) end. Raises ValueError where X is no matrix."""
        X = as_matrix(X)
        out = np.empty(len(X))
        self._fill(self.root_, X, np.arange(len(X)), out)
        return out

    def _fill(self, node: Node, X: np.ndarray, rows: np.ndarray, out: np.ndarray) -> None:
        if node.feature is None or node.left is None or node.right is None:
            out[rows] = node.value
            return
        goes_left = X[rows, node.feature] <= node.threshold
        self._fill(node.left, X, rows[goes_left], out)
        self._fill(node.right, X, rows[~goes_left], out)

    def _grow(self, X: np.ndarray, y: np.ndarray, depth: int) -> Node:
        node = Node(float(y.mean()))
        if depth == 0 or len(y) < 2 * self.min_leaf:
            return node
        gain, feature, threshold = best_split(X, y, self.min_leaf)
        if gain <= 1e-12:
            return node
        goes_left = X[:, feature] <= threshold
        node.feature, node.threshold = feature, threshold
        node.left = self._grow(X[goes_left], y[goes_left], depth - 1)
        node.right = self._grow(X[~goes_left], y[~goes_left], depth - 1)
        return node


def best_split(X: np.ndarray, y: np.ndarray, min_leaf: int) -> tuple[float, int, float]:
    """Gain, feature and threshold of the split of X (n, d), y (n,) that lowers the squared error most.

    Gain 0 where none leaves min_leaf rows on both sides. Raises IndexError where y is shorter than X.
    """
    n = len(y)
    order = np.argsort(X, axis=0, kind="stable")  # (n, d)
    values = np.take_along_axis(X, order, axis=0)
    sums = np.cumsum(y[order], axis=0)[:-1]  # (n - 1, d)
    left = np.arange(1, n)[:, None]
    gain = (sums - left * y.mean()) ** 2 * (1 / left + 1 / (n - left))
    allowed = (values[:-1] < values[1:]) & (left >= min_leaf) & (n - left >= min_leaf)
    gain = np.where(allowed, gain, 0.0)
    at, feature = np.unravel_index(int(np.argmax(gain)), gain.shape)
    return float(gain[at, feature]), int(feature), float((values[at, feature] + values[at + 1, feature]) / 2)
