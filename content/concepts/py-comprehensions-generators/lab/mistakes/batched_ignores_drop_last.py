"""`drop_last` is accepted and never looked at: the short batch comes out either way.

Ask yourself: which line of your function would notice if `drop_last` were True?
"""


def _batches(it, n, drop_last):
    batch = []
    for item in it:
        batch.append(item)
        if len(batch) == n:
            yield batch
            batch = []
    if batch:
        yield batch
