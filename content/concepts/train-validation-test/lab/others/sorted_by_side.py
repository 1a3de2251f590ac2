"""Every unit (row or group) is dealt a side from a shuffled pack of zeros and ones; classes deal in turn."""

from math import floor

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.core.rng import shuffle


def dealt(units, ones, rng):
    """`units` cards, `ones` of them 1, in random order."""
    pack = [1] * ones + [0] * (units - ones)
    shuffle(rng, pack)
    return np.array(pack)


def how_many(n, share):
    return max(1, min(n - 1, floor(n * share + 0.5)))


def train_test_split(n, test_size, rng, stratify=None, groups=None):
    if n < 2:
        raise ValueError(f"{n} rows have no two sides")
    if not 0 < test_size < 1:
        raise ValueError(f"{test_size} is no share")
    side = deal(n, test_size, rng, stratify, groups)
    return np.nonzero(side == 0)[0], np.nonzero(side == 1)[0]


def deal(n, test_size, rng, stratify, groups):
    if groups is None and stratify is None:
        return dealt(n, how_many(n, test_size), rng)
    if groups is not None and stratify is not None:
        raise ValueError("stratify and groups exclude each other")
    labels = np.asarray(stratify if groups is None else groups)
    if labels.shape != (n,):
        raise ValueError(f"labels of shape {labels.shape} for {n} rows")
    names, member, counts = np.unique(labels, return_inverse=True, return_counts=True)
    if groups is not None:
        if len(names) < 2:
            raise ValueError("two groups at least")
        return dealt(len(names), how_many(len(names), test_size), rng)[member]
    ones = counts * how_many(n, test_size) // n
    while ones.sum() < how_many(n, test_size):
        behind = counts * how_many(n, test_size) / n - ones
        ones[behind.argmax()] += 1
    side = np.empty(n, dtype=int)
    for k in range(len(names)):
        side[member == k] = dealt(int(counts[k]), int(ones[k]), rng)
    return side


def temporal_split(t, cutoff):
    side = np.where(np.asarray(t) < cutoff, 0, 1)
    order = np.argsort(side, kind="stable")
    return tuple(np.split(order, [int((side == 0).sum())]))
