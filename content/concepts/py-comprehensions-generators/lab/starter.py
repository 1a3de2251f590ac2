"""The transpose of a list of rows, an endless table of values, lazy batches and windows of any iterable."""

from collections import deque
from collections.abc import Iterable, Iterator


def transpose(rows: list[list]) -> list[list]:
    """Rows become columns: result[j][i] == rows[i][j]. Raises ValueError if the rows differ in length.

    >>> transpose([[1, 2, 3], [4, 5, 6]])
    [[1, 4], [2, 5], [3, 6]]
    """
    raise NotImplementedError("task 1")


def tabulate(f, start: int = 0) -> Iterator:
    """f(start), f(start + 1), f(start + 2), ... without end; each value is computed when it is asked for.

    >>> squares = tabulate(lambda i: i * i)
    >>> next(squares), next(squares), next(squares)
    (0, 1, 4)
    """
    raise NotImplementedError("task 2")


def batched(it: Iterable, n: int, drop_last: bool = False) -> Iterator[list]:
    """Lists of n items in order. The last one may be shorter; with drop_last it is then left out.

    Raises ValueError at once, not at the first item, if n < 1.

    >>> list(batched("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    raise NotImplementedError("task 3")


def windows(it: Iterable, size: int, step: int = 1) -> Iterator[tuple]:
    """Tuples of `size` neighbouring items, starting at items 0, step, 2 * step, ...; full ones only.

    Raises ValueError at once if size < 1 or step < 1.

    >>> list(windows([1, 2, 3, 4], 2))
    [(1, 2), (2, 3), (3, 4)]
    """
    raise NotImplementedError("task 4")
