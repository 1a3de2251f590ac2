"""Keeps whole-number counts over one common denominator; fractions are made only when somebody asks."""

from math import lcm

from mylib.core.fraction import Fraction


class FiniteDist:
    def __init__(self, weights):
        pairs = []
        for outcome, weight in weights.items():
            if isinstance(weight, Fraction):
                pairs.append((outcome, weight.n, weight.d))
            elif isinstance(weight, int):
                pairs.append((outcome, weight, 1))
            else:
                raise TypeError(f"weight {weight!r} of {outcome!r} is neither int nor Fraction")
        scale = lcm(*[d for _, _, d in pairs])
        self._counts = []
        self._all = 0
        for outcome, n, d in pairs:
            if n < 0:
                raise ValueError("negative weight")
            if n > 0:
                self._counts.append((outcome, n * (scale // d)))
                self._all += n * (scale // d)
        if self._all == 0:
            raise ValueError("no outcome is possible")

    @property
    def table(self):
        return {outcome: Fraction(count, self._all) for outcome, count in self._counts}

    def prob(self, event):
        favourable = 0
        for outcome, count in self._counts:
            if event(outcome):
                favourable += count
        return Fraction(favourable, self._all)

    def given(self, event):
        left = {}
        for outcome, count in self._counts:
            if event(outcome):
                left[outcome] = count
        return FiniteDist(left)

    def map(self, f):
        merged = {}
        for outcome, count in self._counts:
            image = f(outcome)
            if image in merged:
                merged[image] += count
            else:
                merged[image] = count
        return FiniteDist(merged)


def joint(d1, d2):
    weights = {}
    for x, m in d1._counts:
        for y, k in d2._counts:
            weights[x, y] = m * k
    return FiniteDist(weights)


def at_least_one(dist, events):
    favourable = 0
    for outcome, count in dist._counts:
        for event in events:
            if event(outcome):
                favourable += count
                break
    return Fraction(favourable, dist._all)


def independent(dist, A, B):
    both = a = b = 0
    for outcome, count in dist._counts:
        in_a, in_b = bool(A(outcome)), bool(B(outcome))
        both += count * (in_a and in_b)
        a += count * in_a
        b += count * in_b
    return both * dist._all == a * b


def doors(n=3):
    if n < 3:
        raise ValueError("at least three doors")
    weights = {}
    for opened in range(2, n + 1):
        weights[1, opened] = n - 2  # n - 1 doors to choose from
        for prize in range(2, n + 1):
            if prize != opened:
                weights[prize, opened] = n - 1  # n - 2 doors to choose from
    return FiniteDist(weights)
