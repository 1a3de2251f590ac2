"""The batches come in random order, but each holds the same neighbouring rows in every epoch.

Where the data are sorted, by class or by date, such a batch shows one class only, and its gradient points to
that class.

Ask yourself: the rows are cats first and dogs second. How many of your batches hold both?
"""


def minibatches(n, batch_size, rng, drop_last=False):
    if batch_size < 1:
        raise ValueError("batch_size must be at least 1")
    stop = n - n % batch_size if drop_last else n
    starts = list(range(0, stop, batch_size))
    shuffle(rng, starts)
    for start in starts:
        yield np.arange(start, min(start + batch_size, n))
