"""The test set is always the last rows of the file.

Files are rarely in random order. Where they are sorted by class, date or clinic, the test set then holds
a single class, or a time or place that training never saw.

Ask yourself: if rows 0 to 79 are cats and rows 80 to 99 are dogs, what does this split test?
"""


def train_test_split(n, test_size, rng, stratify=None, groups=None):
    if n < 2 or not 0 < test_size < 1 or (stratify is not None and groups is not None):
        raise ValueError("impossible split")
    if groups is not None:
        return _split_groups(np.asarray(groups), n, test_size, rng)
    if stratify is not None:
        return _split_classes(np.asarray(stratify), n, test_size, rng)
    n_train = n - _n_test(n, test_size)
    return np.arange(n_train), np.arange(n_train, n)
