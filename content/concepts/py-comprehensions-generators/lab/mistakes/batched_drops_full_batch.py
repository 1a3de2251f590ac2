"""With `drop_last` you leave out the last batch in any case, also when it is full.

The name is short for "drop the last one if it is too short". With four items in batches of 2 nothing is too
short, and yet your version loses two items.

Ask yourself: what do you ask about the last batch before you leave it out?
"""


def _batches(it, n, drop_last):
    full, batch = None, []
    for item in it:
        batch.append(item)
        if len(batch) == n:
            if full is not None:
                yield full
            full, batch = batch, []
    if full is not None and (batch or not drop_last):
        yield full
    if batch and not drop_last:
        yield batch
