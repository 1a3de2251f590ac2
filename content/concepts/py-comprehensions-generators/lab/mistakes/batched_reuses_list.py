"""All batches are one and the same list, emptied and filled again: whoever keeps them finds them changed.

Each batch is right at the moment when it is handed out. But `clear` empties the list itself, also for the
caller who is still holding it: in `list(batched(...))` all entries show the same contents in the end.

Ask yourself: once a batch has been handed out, who owns it? How many lists does your function make in all?
"""


def _batches(it, n, drop_last):
    batch = []
    for item in it:
        batch.append(item)
        if len(batch) == n:
            yield batch
            batch.clear()
    if batch and not drop_last:
        yield batch
