"""Lists and dictionaries of Python; a test set is drawn row by row, without shuffling everything."""

from collections import defaultdict

import numpy as np
from mylib.core.rng import MinStd as MinStd
from mylib.core.rng import randbelow


def drawn(xs, count, rng):
    """(the rest, `count` of xs at random)"""
    left, taken = list(xs), []
    while len(taken) < count:
        taken.append(left.pop(randbelow(rng, len(left))))
    return left, taken


def size(n, share):
    wanted = int(n * share + 0.5)
    return 1 if wanted < 1 else n - 1 if wanted > n - 1 else wanted


def by_label(labels, n):
    if len(labels) != n:
        raise ValueError(f"{len(labels)} labels for {n} rows")
    rows = defaultdict(list)
    for row, label in enumerate(np.asarray(labels).tolist()):
        rows[label].append(row)
    return rows


def arrays(train, test):
    return np.array(train, dtype=np.intp), np.array(test, dtype=np.intp)


def train_test_split(n, test_size, rng, stratify=None, groups=None):
    if not (n > 1 and 0 < test_size < 1):
        raise ValueError(f"cannot split {n} rows at {test_size}")
    if stratify is not None and groups is not None:
        raise ValueError("either classes or groups")
    if groups is not None:
        rows = by_label(groups, n)
        if len(rows) < 2:
            raise ValueError("all rows are of one group")
        sides = drawn(sorted(rows), size(len(rows), test_size), rng)
        return arrays(*([row for name in side for row in rows[name]] for side in sides))
    if stratify is not None:
        return stratified(by_label(stratify, n), n, size(n, test_size), rng)
    return arrays(*drawn(range(n), size(n, test_size), rng))


def stratified(rows, n, n_test, rng):
    take = {label: len(members) * n_test // n for label, members in rows.items()}
    remainders = sorted(rows, key=lambda label: len(rows[label]) * n_test % n, reverse=True)
    for label in remainders[: n_test - sum(take.values())]:
        take[label] += 1
    train, test = [], []
    for label, members in rows.items():
        left, taken = drawn(members, take[label], rng)
        train += left
        test += taken
    return arrays(train, test)


def temporal_split(t, cutoff):
    before, after = [], []
    for row, time in enumerate(t):
        (before if time < cutoff else after).append(row)
    return arrays(before, after)
