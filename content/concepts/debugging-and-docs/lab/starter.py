"""Find the first bad version by halving, and shrink a failing input until nothing can be left out."""

from collections.abc import Callable


def bisect_first_bad(lo: int, hi: int, bad: Callable[[int], bool]) -> int:
    """The first index i with lo <= i < hi and bad(i), or hi if there is none. bad(hi) is never asked.

    Once bad, always bad: if bad(i) then bad(i + 1). At most ceil(log2(hi - lo + 1)) calls.
    Raises ValueError if lo > hi.

    >>> bisect_first_bad(0, 100, lambda i: i >= 37)
    37
    """
    raise NotImplementedError("task 1")


def ddmin(items: list, fails: Callable[[list], bool]) -> list:
    """A part of items, in order, that still fails, and would not if any single item were left out.

    Raises ValueError if fails(items) is False. What fails() raises is not caught.

    >>> ddmin([1, 2, 3, 4, 5, 6, 7, 8], lambda part: 3 in part and 6 in part)
    [3, 6]
    """
    raise NotImplementedError("task 2")


def fails_like(run: Callable[[list], object], items: list) -> Callable[[list], bool]:
    """A test for ddmin: whether run(part) raises an exception of the same type as run(items) does.

    Raises ValueError if run(items) raises nothing.

    >>> fails = fails_like(lambda texts: [int(text) for text in texts], ["4", "five", "6"])
    >>> fails(["five"]), fails(["6"]), fails([None])  # ValueError; nothing; TypeError
    (True, False, False)
    """
    raise NotImplementedError("task 3")
