"""With `groups`, rows are dealt one by one, so the same group has rows on both sides.

The model then meets, in the test, patients or customers whom it already knows from training. It can
recognise them instead of generalising, and the score drops by a large margin on the first truly new one.

Ask yourself: what is it that must be dealt at random when all rows of a group have to stay together?
"""


def _split_groups(groups, n, test_size, rng):
    if groups.shape != (n,) or len(np.unique(groups)) < 2:
        raise ValueError("groups must label each row, with at least two groups")
    order = _shuffled(range(n), rng)
    n_test = _n_test(n, test_size)
    return _indices(order[n_test:]), _indices(order[:n_test])
