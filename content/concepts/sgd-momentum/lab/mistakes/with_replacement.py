"""Rows are drawn independently of each other, so some come twice in an epoch and others not at all.

In an epoch of n draws with replacement about 37 % of the rows are never seen (for large n, (1 - 1/n) to the
power n is near 1/e), and the "epoch" is none.

Ask yourself: after row 3 has been drawn once, may it be drawn again in the same epoch?
"""

from mylib.core.rng import randbelow


def minibatches(n, batch_size, rng, drop_last=False):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    for start in range(0, n, batch_size):
        size = min(batch_size, n - start)
        if size == batch_size or not drop_last:
            yield np.array([randbelow(rng, n) for _ in range(size)])
