"""The last, shorter batch never comes, with or without `drop_last`.

Its rows are left out of the epoch. With 1,000 rows and batches of 300, a tenth of the data is not seen.

Ask yourself: with 7 rows in batches of 3, how many batches are there, and what is in the last one?
"""

_right_minibatches = minibatches


def minibatches(n, batch_size, rng, drop_last=False):
    return _right_minibatches(n, batch_size, rng, True)
