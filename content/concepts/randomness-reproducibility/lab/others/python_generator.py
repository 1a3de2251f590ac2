"""The states come from a Python generator function; selection by bisection; rejection by a filter."""

import math
from bisect import bisect_right
from itertools import accumulate


def states(x):
    while True:
        x = x * 48271 % 2147483647
        yield x


class MinStd:
    def __init__(self, seed):
        if seed % 2147483647 == 0:
            raise ValueError("seed is a multiple of 2**31 - 1")
        self._states = states(seed % 2147483647)

    def next_int(self):
        return next(self._states)

    def random(self):
        return (next(self._states) - 1) / 2147483646


def randbelow(rng, n):
    if n not in range(1, 2147483647):
        raise ValueError("n must be from 1 to 2**31 - 2")
    limit = 2147483646 // n * n
    draws = iter(lambda: rng.next_int() - 1, None)
    return next(x for x in draws if x < limit) % n


def shuffle(rng, xs):
    for end in reversed(range(2, len(xs) + 1)):
        j = randbelow(rng, end)
        chosen = xs[j]
        xs[j] = xs[end - 1]
        xs[end - 1] = chosen


def sample_weighted(rng, w):
    if not w or min(w) < 0 or any(math.isnan(x) or math.isinf(x) for x in w) or max(w) == 0:
        raise ValueError(f"no probabilities in {w}")
    ends = list(accumulate(w))
    return bisect_right(ends, rng.random() * ends[-1])
