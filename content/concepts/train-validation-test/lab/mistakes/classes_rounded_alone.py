"""With `stratify`, each class is rounded on its own, so the test set as a whole has the wrong size.

Rounding three shares of 2.33 rows gives 6 rows where 7 were asked for. The error grows with the number
of classes.

Ask yourself: after each class got the whole part of its share, how many rows are still to be given out,
and to whom?
"""


def _split_classes(y, n, test_size, rng):
    if y.shape != (n,):
        raise ValueError("stratify needs one label for each row")
    n_test = _n_test(n, test_size)
    test = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label).tolist()
        test += _shuffled(rows, rng)[: floor(len(rows) * n_test / n + 0.5)]
    return _indices(set(range(n)) - set(test)), _indices(test)
