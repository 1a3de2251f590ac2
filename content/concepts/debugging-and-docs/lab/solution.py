"""Find the first bad version by halving, and shrink a failing input until nothing can be left out."""

from collections.abc import Callable


def bisect_first_bad(lo: int, hi: int, bad: Callable[[int], bool]) -> int:
    """The first index i with lo <= i < hi and bad(i), or hi if there is none. bad(hi) is never asked.

    Once bad, always bad: if bad(i) then bad(i + 1). At most ceil(log2(hi - lo + 1)) calls.
    """
    if lo > hi:
        raise ValueError(f"no indices from {lo} to {hi}")
    while lo < hi:  # everything before lo is good; hi and all behind it is bad, or beyond the end
        mid = (lo + hi) // 2
        if bad(mid):
            hi = mid
        else:
            lo = mid + 1
    return lo


def ddmin(items: list, fails: Callable[[list], bool]) -> list:
    """A part of items, in order, that still fails, and would not if any single item were left out.

    Leaves out chunks as long as that fails; when no chunk can go, tries chunks half as long. After Zeller and
    Hildebrandt (2002), without their test of each chunk alone. What fails() raises is not caught.
    """
    if not fails(items):
        raise ValueError("the whole input does not fail: there is nothing to shrink")
    size = len(items)
    while True:
        shorter = without_chunks(items, size, fails)
        if len(shorter) < len(items):
            items = shorter  # what was needed before may be needless now: try the same size again
        elif size > 1:
            size = size // 2
        else:
            return shorter


def without_chunks(items: list, size: int, fails: Callable[[list], bool]) -> list:
    """items without each chunk of this size, from left to right, that can be left out."""
    start = 0
    while start < len(items):
        rest = items[:start] + items[start + size :]
        if fails(rest):
            items = rest  # the next chunk now begins at the same place
        else:
            start += size
    return list(items)


def fails_like(run: Callable[[list], object], items: list) -> Callable[[list], bool]:
    """A test for ddmin: whether run(part) raises an exception of the same type as run(items) does."""
    wanted = raised_by(run, items)
    if wanted is None:
        raise ValueError("run(items) raises nothing")

    def fails(part: list) -> bool:
        return raised_by(run, part) is wanted

    return fails


def raised_by(run: Callable[[list], object], items: list) -> type[Exception] | None:
    """The type of the exception that run(items) raises, None if it raises none."""
    kind = None
    try:
        run(items)
    except Exception as error:
        kind = type(error)
    return kind
