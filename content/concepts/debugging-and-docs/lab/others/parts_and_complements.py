"""The algorithm of the paper: n parts, each tried alone, then each left out, then n doubled; all recursive.

fails_like keeps the type in a class with __call__.
"""

from itertools import pairwise


def bisect_first_bad(lo, hi, bad):
    if hi < lo:
        raise ValueError("empty the wrong way round")
    if lo == hi:
        return hi
    middle = lo + (hi - lo) // 2
    return bisect_first_bad(lo, middle, bad) if bad(middle) else bisect_first_bad(middle + 1, hi, bad)


def ddmin(items, fails):
    if not fails(items):
        raise ValueError("passes")
    if fails([]):
        return []
    return smaller(list(items), 2, fails)


def smaller(items, n, fails):
    if len(items) == 1:
        return items
    n = min(n, len(items))
    borders = [len(items) * k // n for k in range(n + 1)]
    for a, b in pairwise(borders):
        if fails(items[a:b]):
            return smaller(items[a:b], 2, fails)
    for a, b in pairwise(borders):
        if n > 2 and fails(items[:a] + items[b:]):
            return smaller(items[:a] + items[b:], max(n - 1, 2), fails)
    return items if n == len(items) else smaller(items, 2 * n, fails)


class Same:
    def __init__(self, run, kind):
        self.run, self.kind = run, kind

    def __call__(self, part):
        try:
            self.run(part)
        except Exception as error:
            return type(error) is self.kind
        return False


def fails_like(run, items):
    try:
        run(items)
    except Exception as error:
        return Same(run, type(error))
    raise ValueError("run(items) is fine")
