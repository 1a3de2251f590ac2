"""The transpose of a list of rows, an endless table of values, lazy batches and windows of any iterable."""

from collections import deque
from collections.abc import Iterable, Iterator


def transpose(rows: list[list]) -> list[list]:
    """Rows become columns: result[j][i] == rows[i][j]. Raises ValueError if the rows differ in length."""
    lengths = {len(row) for row in rows}  # one number; none if there are no rows
    if len(lengths) > 1:
        raise ValueError(f"rows of different lengths: {sorted(lengths)}")
    return [[row[j] for row in rows] for length in lengths for j in range(length)]


def tabulate(f, start: int = 0) -> Iterator:
    """f(start), f(start + 1), f(start + 2), ... without end; each value is computed when it is asked for."""
    while True:
        yield f(start)
        start = start + 1


def batched(it: Iterable, n: int, drop_last: bool = False) -> Iterator[list]:
    """Lists of n items in order. The last one may be shorter; with drop_last it is then left out.

    Raises ValueError at once, not at the first item, if n < 1.
    """
    if n < 1:
        raise ValueError(f"a batch needs at least 1 item, not {n}")
    return _batches(it, n, drop_last)


def _batches(it, n, drop_last):
    batch = []
    for item in it:
        batch.append(item)
        if len(batch) == n:
            yield batch
            batch = []  # a new list: the one that was handed out belongs to the caller now
    if batch and not drop_last:
        yield batch


def windows(it: Iterable, size: int, step: int = 1) -> Iterator[tuple]:
    """Tuples of `size` neighbouring items, starting at items 0, step, 2 * step, ...; full ones only.

    Raises ValueError at once if size < 1 or step < 1.
    """
    if size < 1 or step < 1:
        raise ValueError(f"size and step must be at least 1, not {size} and {step}")
    return _windows(it, size, step)


def _windows(it, size, step):
    window = deque(maxlen=size)  # holds the last `size` items and no more, however long the source
    for i, item in enumerate(it):
        window.append(item)
        start = i - size + 1
        if start >= 0 and start % step == 0:
            yield tuple(window)
