"""What itertools offers: zip for the columns, count and map for the table, islice and tee for the rest."""

from itertools import count, islice, tee


def transpose(rows):
    try:
        return [list(column) for column in zip(*rows, strict=True)]
    except ValueError:
        raise ValueError("all rows must be equally long") from None


def tabulate(f, start=0):
    return map(f, count(start))


def batched(it, n, drop_last=False):
    if n < 1:
        raise ValueError("n must be positive")
    return slices(iter(it), n, n if drop_last else 1)


def slices(steps, n, least):
    while len(batch := list(islice(steps, n))) >= least:
        yield batch
        if len(batch) < n:
            return


def windows(it, size, step=1):
    if min(size, step) < 1:
        raise ValueError("size and step must be positive")
    readers = tee(it, size)
    late = [islice(reader, k, None) for k, reader in enumerate(readers)]
    return islice(zip(*late, strict=False), 0, None, step)
