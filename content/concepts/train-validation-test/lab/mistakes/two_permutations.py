"""Training and test rows come from two different shuffles.

Each shuffle is a fair one, but a row can be early in the first and late in the second: it ends up in
both sets, and others end up in none. Where features and labels are shuffled apart, the same slip gives
every row somebody else's label.

Ask yourself: how many times may the rows be shuffled if each has to be on exactly one side?
"""


def train_test_split(n, test_size, rng, stratify=None, groups=None):
    if n < 2 or not 0 < test_size < 1 or (stratify is not None and groups is not None):
        raise ValueError("impossible split")
    if groups is not None:
        return _split_groups(np.asarray(groups), n, test_size, rng)
    if stratify is not None:
        return _split_classes(np.asarray(stratify), n, test_size, rng)
    n_test = _n_test(n, test_size)
    train = _shuffled(range(n), rng)[n_test:]
    test = _shuffled(range(n), rng)[:n_test]
    return _indices(train), _indices(test)
