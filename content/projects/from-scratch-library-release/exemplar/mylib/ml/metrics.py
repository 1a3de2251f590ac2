"""How good is it? Accuracy, and the area under the ROC curve with ties counted half."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def accuracy(y: ArrayLike, predicted: ArrayLike) -> float:
    """The share of equal labels in two arrays of shape (n,). Raises ValueError where the shapes differ."""
    y, predicted = np.asarray(y), np.asarray(predicted)
    if y.shape != predicted.shape or y.size == 0:
        raise ValueError(f"Shapes {y.shape} and {predicted.shape} do not fit.")
    return float((y == predicted).mean())


def auroc(y: ArrayLike, score: ArrayLike) -> float:
    """The chance that a 1 scores above a 0, for y and score of shape (n,).

    Raises ValueError where a class is missing or the shapes differ.
    """
    y, score = np.asarray(y), np.asarray(score, dtype=float)
    ones = int((y == 1).sum())
    zeros = len(y) - ones
    if y.shape != score.shape or not ones or not zeros:
        raise ValueError("y and score need one shape (n,), and y both classes.")
    _, place, count = np.unique(score, return_inverse=True, return_counts=True)
    rank = np.cumsum(count) - (count - 1) / 2  # of each distinct score, ties in the middle
    return float((rank[place][y == 1].sum() - ones * (ones + 1) / 2) / (ones * zeros))
