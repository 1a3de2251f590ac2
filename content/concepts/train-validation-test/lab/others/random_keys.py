"""Every row draws a random key, and the smallest keys are tested; masks instead of lists of rows."""

import math

import numpy as np
from mylib.core.rng import MinStd as MinStd


def test_count(n, share):
    return int(np.clip(math.floor(n * share + 0.5), 1, n - 1))


def smallest(count, n, rng):
    """A mask with `count` of n True, by random keys."""
    keys = [(rng.random(), i) for i in range(n)]
    chosen = [i for _, i in sorted(keys)[:count]]
    mask = np.zeros(n, dtype=bool)
    mask[chosen] = True
    return mask


def sides(is_test):
    rows = np.arange(len(is_test))
    return rows[~is_test], rows[is_test]


def train_test_split(n, test_size, rng, stratify=None, groups=None):
    if n < 2 or test_size <= 0 or test_size >= 1:
        raise ValueError("nothing to split, or no such share")
    given = [labels for labels in (stratify, groups) if labels is not None]
    if len(given) == 2 or any(np.shape(labels) != (n,) for labels in given):
        raise ValueError("one label for each row, of classes or of groups")
    if groups is not None:
        names, members = np.unique(groups, return_inverse=True)
        if len(names) == 1:
            raise ValueError("one group cannot be on two sides")
        return sides(smallest(test_count(len(names), test_size), len(names), rng)[members])
    if stratify is None:
        return sides(smallest(test_count(n, test_size), n, rng))
    is_test = np.zeros(n, dtype=bool)
    done, due = 0, 0.0
    names, members = np.unique(stratify, return_inverse=True)
    for label in range(len(names)):
        rows = np.flatnonzero(members == label)
        # Round what is due so far, so that the rounding of one class is made up for by the next.
        due += len(rows) * test_count(n, test_size) / n
        take = math.floor(due + 1e-9) - done if label < len(names) - 1 else test_count(n, test_size) - done
        is_test[rows[smallest(take, len(rows), rng)]] = True
        done += take
    return sides(is_test)


def temporal_split(t, cutoff):
    return sides(np.asarray(t) >= cutoff)
