"""Area under the ROC curve by counting pairs."""

import numpy as np


def auroc(y, score):
    """y and score (n,); a tie counts half. Raises ValueError where a class is missing."""
    y, score = np.asarray(y), np.asarray(score)
    ones, zeros = np.sort(score[y == 1]), np.sort(score[y == 0])
    if not len(ones) or not len(zeros):
        raise ValueError("a class is missing")
    wins = np.searchsorted(zeros, ones, "left") + np.searchsorted(zeros, ones, "right")
    return float(wins.sum() / 2 / len(ones) / len(zeros))
