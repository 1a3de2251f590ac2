"""With `stratify`, every class gets the same number of test rows, however rare it is.

Stratifying keeps the shares of the whole data set; it does not level them. A test set in which a rare
class is as common as the others measures performance on a world that does not exist.

Ask yourself: a class makes up 10 % of the rows. What share of the test set should it make up?
"""


def _split_classes(y, n, test_size, rng):
    if y.shape != (n,):
        raise ValueError("stratify needs one label for each row")
    n_test = _n_test(n, test_size)
    classes = np.unique(y)
    test = []
    for i, label in enumerate(classes):
        k = n_test // len(classes) + (i < n_test % len(classes))
        test += _shuffled(np.flatnonzero(y == label).tolist(), rng)[:k]
    return _indices(set(range(n)) - set(test)), _indices(test)
