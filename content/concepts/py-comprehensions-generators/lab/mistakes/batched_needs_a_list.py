"""Your batches are slices, so the source must have a length and places, as a list has.

A generator has neither. It can do one thing only: give the next item. `len(it)` and `it[i : i + n]` are
errors then; and from a tuple or a text the slices are tuples or texts, where lists were promised.

Ask yourself: what is the one thing that every source can do, whatever its type?
"""


def _batches(it, n, drop_last):
    for i in range(0, len(it), n):
        if len(it) - i >= n or not drop_last:
            yield it[i : i + n]
