"""Looking forward: fitted on the past, scored on what came after; intervals over whole weeks."""

import numpy as np
from scipy.stats import rankdata

from drytomorrow.model import fit, probability

WINDOWS = ((0.5, 0.75), (0.75, 1.0))  # fitted on all before the first share, scored up to the second


def auroc(y, p):
    """Chance that a dry day ranks above a wet one, ties half. By ranks: quick enough to draw."""
    n_dry, n_wet = np.sum(y == 1), np.sum(y == 0)
    return float((rankdata(p)[y == 1].sum() - n_dry * (n_dry + 1) / 2) / (n_dry * n_wet))


def forward(rows, learn=fit, predict=probability):
    """(y, p, rows) of both windows, in order of time."""
    y, p, scored = [], [], []
    for start, stop in WINDOWS:
        a, b = int(start * len(rows)), int(stop * len(rows))
        later = rows[a:b]
        p += list(predict(learn(rows[:a]), later))
        y += [row["dry"] for row in later]
        scored += later
    return np.array(y), np.array(p), scored


def interval(y, p, other=None, seed=0, times=1000, week=7):
    """95 % interval of AUROC, or of its difference to another prediction, drawing whole weeks."""
    rng = np.random.default_rng(seed)
    blocks = np.array_split(np.arange(len(y)), range(week, len(y), week))
    values = []
    while len(values) < times:
        i = np.concatenate([blocks[k] for k in rng.integers(len(blocks), size=len(blocks))])
        if 0 < y[i].sum() < len(i):
            minus = auroc(y[i], other[i]) if other is not None else 0.0
            values.append(auroc(y[i], p[i]) - minus)
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
