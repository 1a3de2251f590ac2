"""Splits for honest scores: random, stratified, grouped and temporal.

Every function returns two arrays of row numbers, (train_idx, test_idx). Together they hold each row
exactly once.
"""

import numpy as np
from mylib.core.rng import MinStd, shuffle  # your own generator: shuffle(rng, xs) works in place on a list


def train_test_split(n, test_size, rng, stratify=None, groups=None):
    """Split rows 0..n-1 at random; keep class shares with `stratify`, keep groups whole with `groups`.

    n: number of rows, at least 2. test_size: share in (0, 1). rng: a MinStd generator.
    stratify, groups: (n,) labels, at most one of the two.
    Returns two integer arrays. The test set has round-half-up(n * test_size) rows, at least 1 and at
    most n - 1; with `groups` the same rule holds for the number of groups.

    >>> train_idx, test_idx = train_test_split(10, 0.25, MinStd(1))
    >>> len(train_idx), len(test_idx)
    (7, 3)
    """
    if groups is not None:
        raise NotImplementedError("task 3")
    if stratify is not None:
        raise NotImplementedError("task 2")
    raise NotImplementedError("task 1")


def temporal_split(t, cutoff):
    """Train strictly before the cutoff, test from the cutoff on; t: (n,) times, in any order.

    >>> temporal_split([2021, 2023, 2022], 2022)
    (array([0]), array([1, 2]))
    """
    raise NotImplementedError("task 4")
