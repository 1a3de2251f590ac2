"""Splits for honest scores: random, stratified, grouped and temporal.

Every function returns two arrays of row numbers, (train_idx, test_idx). Together they hold each row
exactly once.
"""

from math import floor

import numpy as np
from mylib.core.rng import MinStd as MinStd  # passed on: callers make their generator from this module
from mylib.core.rng import shuffle


def train_test_split(n, test_size, rng, stratify=None, groups=None):
    """Split rows 0..n-1 at random; keep class shares with `stratify`, keep groups whole with `groups`.

    n: number of rows, at least 2. test_size: share in (0, 1). rng: a MinStd generator.
    stratify, groups: (n,) labels, at most one of the two.
    Returns two integer arrays. The test set has round-half-up(n * test_size) rows, at least 1 and at
    most n - 1; with `groups` the same rule holds for the number of groups.
    """
    if n < 2 or not 0 < test_size < 1:
        raise ValueError("n must be at least 2 and test_size strictly between 0 and 1")
    if stratify is not None and groups is not None:
        raise ValueError("give stratify or groups, not both")
    if groups is not None:
        return _split_groups(np.asarray(groups), n, test_size, rng)
    if stratify is not None:
        return _split_classes(np.asarray(stratify), n, test_size, rng)
    order = _shuffled(range(n), rng)
    n_test = _n_test(n, test_size)
    return _indices(order[n_test:]), _indices(order[:n_test])


def temporal_split(t, cutoff):
    """Train strictly before the cutoff, test from the cutoff on; t: (n,) times, in any order."""
    t = np.asarray(t)
    before = t < cutoff
    return np.flatnonzero(before), np.flatnonzero(~before)


def _n_test(n, test_size):
    return min(
        max(floor(n * test_size + 0.5), 1), n - 1
    )  # round half up; round() would go to the even number


def _shuffled(xs, rng):
    xs = list(xs)
    shuffle(rng, xs)
    return xs


def _indices(xs):
    return np.array(sorted(xs), dtype=int)


def _split_classes(y, n, test_size, rng):
    if y.shape != (n,):
        raise ValueError("stratify needs one label for each row")
    n_test = _n_test(n, test_size)
    classes, counts = np.unique(y, return_counts=True)
    exact = counts * n_test / n  # (n_classes,) proportional shares, not whole numbers yet
    take = np.floor(exact).astype(int)
    by_remainder = np.argsort(-(exact - take), kind="stable")
    take[by_remainder[: n_test - take.sum()]] += 1  # largest remainders get the rows that are left
    test = []
    for label, k in zip(classes, take, strict=True):
        test += _shuffled(np.flatnonzero(y == label).tolist(), rng)[:k]
    return _indices(set(range(n)) - set(test)), _indices(test)


def _split_groups(groups, n, test_size, rng):
    if groups.shape != (n,):
        raise ValueError("groups needs one group for each row")
    names = np.unique(groups)
    if len(names) < 2:
        raise ValueError("a grouped split needs at least two groups")
    chosen = _shuffled(names.tolist(), rng)[: _n_test(len(names), test_size)]
    in_test = np.isin(groups, chosen)
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)
