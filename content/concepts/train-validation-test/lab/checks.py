"""Checks of lab-splits: properties against the definition, sizes against scikit-learn's splitters."""

import numpy as np
from sklearn.model_selection import GroupShuffleSplit
from sklearn.model_selection import train_test_split as sklearn_split

from groundup.grading import check, echo, equal, probe, raises, that


def seed_of(rng):
    return int(rng.integers(1, 2**30))


def partition(split, n):
    """(train, test) as sorted lists, after the check that they share nothing and lose nothing."""
    that(
        isinstance(split, tuple | list) and len(split) == 2,
        "The result must be a pair (train_idx, test_idx).",
    )
    sides = [np.asarray(side) for side in split]
    for name, side in zip(("train_idx", "test_idx"), sides, strict=True):
        that(
            side.ndim == 1 and (side.size == 0 or np.issubdtype(side.dtype, np.integer)),
            f"{name} must be a one-dimensional array of integers; it has shape {side.shape} and dtype"
            f" {side.dtype}.",
        )
    train, test = (sorted(side.tolist()) for side in sides)
    both = sorted(set(train) & set(test))
    that(not both, f"Rows {both[:5]} are in the training set and in the test set.")
    missing = sorted(set(range(n)) - set(train) - set(test))
    that(not missing, f"Rows {missing[:5]} of {n} are in neither set.")
    that(len(train) + len(test) == n, f"{n} rows went in and {len(train) + len(test)} came out.")
    return train, test


@check("Every row goes to exactly one side", task=1)
def disjoint_and_exhaustive(lab, rng):
    for n in (2, 3, 10, 57, 400):
        partition(lab.train_test_split(n, 0.25, lab.MinStd(seed_of(rng))), n)


@check("The test set has the promised size: round half up, at least 1, at most n - 1", task=1)
def sizes(lab, rng):
    for n, share, expected in (
        (10, 0.25, 3),
        (2, 0.01, 1),
        (2, 0.99, 1),
        (14, 0.25, 4),
        (5, 0.5, 3),
        (30, 0.2, 6),
    ):
        _, test = partition(lab.train_test_split(n, share, lab.MinStd(seed_of(rng))), n)
        equal(len(test), expected, f"{n} rows at test_size {share}: wrong number of test rows.")
    for n in rng.integers(20, 300, size=5).tolist():
        _, test = partition(lab.train_test_split(n, 0.2, lab.MinStd(seed_of(rng))), n)
        theirs = len(sklearn_split(np.arange(n), test_size=0.2, random_state=0)[1])  # scikit-learn rounds up
        that(
            abs(len(test) - theirs) <= 1,
            f"{n} rows at 0.2 gave {len(test)} test rows; scikit-learn takes {theirs}.",
        )


@check("The split is random: every row is tested sometimes, and a file sorted by class is no trap", task=1)
def random(lab, rng):
    n, rounds = 12, 60
    seen = np.zeros(n)
    for _ in range(rounds):
        _, test = partition(lab.train_test_split(n, 0.25, lab.MinStd(seed_of(rng))), n)
        seen[test] += 1
    # A row is tested with chance 1/4: 60 rounds without it happen once in 30 million rows.
    never = np.flatnonzero(seen == 0).tolist()
    that(
        not never,
        f"In {rounds} splits of {n} rows with fresh seeds, rows {never} were never in the test set.",
    )


@check("The same seed gives the same split, another seed another one", task=1)
def reproducible(lab, rng):
    seed = seed_of(rng)
    first = partition(lab.train_test_split(60, 0.3, lab.MinStd(seed)), 60)
    again = partition(lab.train_test_split(60, 0.3, lab.MinStd(seed)), 60)
    equal(again, first, f"Two splits with MinStd({seed}) differ.")
    other = partition(lab.train_test_split(60, 0.3, lab.MinStd(seed + 1)), 60)
    that(other != first, f"MinStd({seed}) and MinStd({seed + 1}) gave the same split of 60 rows.")


@check("Impossible requests raise ValueError", task=1)
def refusals(lab, rng):
    for n, share in ((1, 0.5), (0, 0.5), (10, 0.0), (10, 1.0), (10, 1.5), (10, -0.2)):
        raises(ValueError, lab.train_test_split, n, share, lab.MinStd(1))


def class_counts(labels, rows):
    return {label: sum(labels[row] == label for row in rows) for label in sorted(set(labels))}


@check("Each class is in the test set in proportion, within one row, and the total is exact", task=2)
def stratified(lab, rng):
    stories = [
        ["a"] * 5 + ["b"] * 5 + ["c"] * 5,
        [0] * 90 + [1] * 10,
        rng.integers(0, 4, size=83).tolist(),
        rng.choice(["x", "y", "z"], p=[0.7, 0.2, 0.1], size=200).tolist(),
    ]
    for labels, share in zip(stories, (0.45, 0.2, 0.3, 0.25), strict=True):
        n = len(labels)
        split = lab.train_test_split(n, share, lab.MinStd(seed_of(rng)), stratify=np.array(labels))
        _, test = partition(split, n)
        n_test = min(max(int(np.floor(n * share + 0.5)), 1), n - 1)
        equal(len(test), n_test, f"{n} rows at {share}, stratified: wrong number of test rows.")
        have, all_rows = class_counts(labels, test), class_counts(labels, range(n))
        for label, count in all_rows.items():
            due = count * n_test / n
            that(
                abs(have[label] - due) < 1 + 1e-9,
                f"Class {label!r} has {count} of {n} rows, so {due:.2f} of {n_test} test rows are due; "
                f"it got {have[label]}.",
            )


@check("Within a class, chance decides which rows are tested", task=2)
def stratified_random(lab, rng):
    labels = np.array([0] * 8 + [1] * 8)
    tests = [
        tuple(partition(lab.train_test_split(16, 0.25, lab.MinStd(seed_of(rng)), stratify=labels), 16)[1])
        for _ in range(12)
    ]
    # Eight rows, two drawn, in each class: 784 possible test sets.
    that(len(set(tests)) > 1, f"Twelve stratified splits with fresh seeds all tested rows {list(tests[0])}.")


@check("Labels of the wrong length raise ValueError", task=2)
def stratify_length(lab, rng):
    raises(ValueError, lab.train_test_split, 10, 0.3, lab.MinStd(1), stratify=np.zeros(9, dtype=int))


@check("No group is on both sides, and the share of groups is right", task=3)
def grouped(lab, rng):
    for n_groups, share in ((2, 0.5), (5, 0.2), (12, 0.25), (30, 0.3)):
        groups = np.concatenate([np.arange(n_groups), rng.integers(0, n_groups, size=4 * n_groups)])
        rng.shuffle(groups)
        n = len(groups)
        train, test = partition(lab.train_test_split(n, share, lab.MinStd(seed_of(rng)), groups=groups), n)
        shared = sorted(set(groups[train].tolist()) & set(groups[test].tolist()))
        that(not shared, f"Groups {shared[:5]} have rows in training and in test.")
        due = min(max(int(np.floor(n_groups * share + 0.5)), 1), n_groups - 1)
        equal(
            len(set(groups[test].tolist())),
            due,
            f"{n_groups} groups at {share}: wrong number of test groups.",
        )
        splitter = GroupShuffleSplit(n_splits=1, test_size=share, random_state=0)
        theirs = next(splitter.split(np.zeros(n), groups=groups))[1]
        that(
            abs(due - len(set(groups[theirs].tolist()))) <= 1,
            f"scikit-learn puts {len(set(groups[theirs].tolist()))} groups into the test set.",
        )


@check("Group labels may be strings; impossible grouped requests raise ValueError", task=3)
def grouped_edges(lab, rng):
    names = np.array(["ann", "bob", "ann", "cy", "bob", "ann"])
    train, test = partition(lab.train_test_split(6, 0.34, lab.MinStd(seed_of(rng)), groups=names), 6)
    shared = sorted(set(names[train].tolist()) & set(names[test].tolist()))
    that(not shared, f"Groups {shared} have rows in training and in test.")
    raises(ValueError, lab.train_test_split, 4, 0.5, lab.MinStd(1), groups=np.array([7, 7, 7, 7]))
    raises(ValueError, lab.train_test_split, 4, 0.5, lab.MinStd(1), groups=np.array([1, 2, 1]))
    both = {"stratify": np.array([0, 1, 0, 1]), "groups": np.array([1, 2, 1, 2])}
    raises(ValueError, lab.train_test_split, 4, 0.5, lab.MinStd(1), **both)


@check("Training rows lie strictly before the cutoff, in whatever order they come", task=4)
def temporal(lab, rng):
    for t, cutoff in (
        (np.array([2021, 2023, 2022]), 2022),
        (rng.permutation(40), 25),
        (rng.normal(size=30), 0.3),
        (np.array(["2026-03-01", "2026-01-01", "2026-02-01"], dtype="datetime64[D]").astype("int64"), 20500),
    ):
        train, test = partition(lab.temporal_split(t, cutoff), len(t))
        equal(
            train,
            np.flatnonzero(t < cutoff).tolist(),
            f"Times {t[:6].tolist()}, cutoff {cutoff}: wrong training rows.",
        )
        equal(
            test,
            np.flatnonzero(t >= cutoff).tolist(),
            f"Times {t[:6].tolist()}, cutoff {cutoff}: wrong test rows.",
        )


@check("The inputs are left as they were", task=4)
def unchanged(lab, rng):
    t, labels = rng.permutation(9), rng.integers(0, 2, size=9)
    _, after = echo(lab.temporal_split, t, 4)
    equal(after[0], t, "`temporal_split` changed the times in place.")
    _, after = echo(lab.train_test_split, 9, 0.3, lab.MinStd(3), labels)
    equal(after[3], labels, "`train_test_split` changed the labels in place.")


# Probes give what does not depend on how chance is used: sizes, overlaps, who is where.


def facts(split, n):
    train, test = (np.asarray(side).ravel().tolist() for side in split)
    return {
        "sizes": [len(train), len(test)],
        "overlap": bool(set(train) & set(test)),
        "tail": sorted(test) == list(range(n - len(test), n)),
    }


@probe
def plain(lab):
    return [facts(lab.train_test_split(40, 0.25, lab.MinStd(seed)), 40) for seed in (3, 4, 5)]


@probe
def half_rows(lab):
    return [facts(lab.train_test_split(n, 0.25, lab.MinStd(9)), n)["sizes"] for n in (10, 14, 18, 22)]


@probe
def classes(lab):
    labels = np.array([0] * 60 + [1] * 30 + [2] * 10)
    _, test = lab.train_test_split(100, 0.2, lab.MinStd(5), stratify=labels)
    return np.bincount(labels[np.asarray(test)], minlength=3).tolist()


@probe
def uneven_classes(lab):
    labels = np.repeat([0, 1, 2], 5)
    return [len(side) for side in lab.train_test_split(15, 0.45, lab.MinStd(5), stratify=labels)]


@probe
def patients(lab):
    groups = np.repeat(np.arange(10), 6)
    train, test = lab.train_test_split(60, 0.3, lab.MinStd(8), groups=groups)
    return sorted(set(groups[np.asarray(train)].tolist()) & set(groups[np.asarray(test)].tolist())) != []


@probe
def cutoff_itself(lab):
    return [np.asarray(side).tolist() for side in lab.temporal_split([1, 2, 3, 4], 3)]


@probe
def unsorted_times(lab):
    return [sorted(np.asarray(side).tolist()) for side in lab.temporal_split([5, 1, 4, 2, 3], 3)]
