"""Everything from conditioning: P(A and B) = P(A) P(B | A), unions one event after the other, recursively."""

from functools import reduce
from operator import add

from mylib.core.fraction import Fraction


def share(part, whole):
    return Fraction(0) + part if whole == 1 else part / (Fraction(0) + whole)


class FiniteDist:
    __slots__ = ("table",)

    def __init__(self, weights):
        total = reduce(add, weights.values(), Fraction(0, 1))
        if any(isinstance(weight, float) for weight in weights.values()):
            raise TypeError("no floats")
        if not all(weight >= 0 for weight in weights.values()) or not total > 0:
            raise ValueError("not a distribution")
        self.table = {outcome: share(weight, total) for outcome, weight in weights.items() if weight != 0}

    def __repr__(self):
        return f"FiniteDist({self.table})"

    def prob(self, event):
        return reduce(add, [p for outcome, p in self.table.items() if event(outcome)], Fraction(0, 1))

    def given(self, event):
        whole = self.prob(event)
        if whole == 0:
            raise ValueError("null event")
        return FiniteDist({outcome: p / whole for outcome, p in self.table.items() if event(outcome)})

    def map(self, f):
        images = [(f(outcome), p) for outcome, p in self.table.items()]
        keys = dict.fromkeys(image for image, _ in images)
        return FiniteDist({key: reduce(add, [p for image, p in images if image == key]) for key in keys})


def joint(d1, d2):
    weights = {}
    for x in d1.table:
        weights.update({(x, y): d1.table[x] * d2.table[y] for y in d2.table})
    return FiniteDist(weights)


def at_least_one(dist, events):
    """P(A) + P(not A) P(one of the others | not A)."""
    if not events:
        return Fraction(0, 1)
    first, *others = events
    p = dist.prob(first)
    if p == 1:
        return p
    return p + (1 - p) * at_least_one(dist.given(lambda outcome: not first(outcome)), others)


def independent(dist, A, B):
    p = dist.prob(A)
    return True if p == 0 else bool(dist.given(A).prob(B) == dist.prob(B))


def doors(n=3):
    if n <= 2:
        raise ValueError("the host needs a door to open")
    weights = {}
    for prize in range(1, n + 1):
        goats = FiniteDist({door: 1 for door in range(2, n + 1) if door != prize})
        for opened, p in goats.table.items():
            weights[prize, opened] = p * Fraction(1, n)
    return FiniteDist(weights)
