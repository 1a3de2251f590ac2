"""Unions by inclusion and exclusion, independence cell by cell, the host by drawing a ticket."""

from collections import defaultdict
from itertools import combinations, product

from mylib.core.fraction import Fraction


class FiniteDist:
    def __init__(self, weights):
        if not weights or min(weights.values()) < 0:
            raise ValueError("weights must be there, and not negative")
        unit = Fraction(1)
        scaled = {outcome: unit * weight for outcome, weight in weights.items()}  # refuses a float
        total = Fraction(0)
        for weight in scaled.values():
            total = total + weight
        if total == Fraction(0):
            raise ValueError("all weights are 0")
        self.table = {}
        for outcome in scaled:
            if scaled[outcome] > 0:
                self.table[outcome] = scaled[outcome] / total

    def prob(self, event):
        return self.map(lambda outcome: bool(event(outcome))).table.get(True, Fraction(0))

    def given(self, event):
        inside = [outcome for outcome in self.table if event(outcome)]
        whole = sum((self.table[outcome] for outcome in inside), Fraction(0))
        if not inside:
            raise ValueError("an event of probability 0 cannot be given")
        new = FiniteDist.__new__(FiniteDist)
        new.table = {outcome: self.table[outcome] / whole for outcome in inside}
        return new

    def map(self, f):
        weights = defaultdict(lambda: Fraction(0))
        for outcome, p in self.table.items():
            weights[f(outcome)] += p
        return FiniteDist(dict(weights))


def joint(d1, d2):
    rows = product(d1.table.items(), d2.table.items())
    return FiniteDist({(x, y): p * q for (x, p), (y, q) in rows})


def at_least_one(dist, events):
    total = Fraction(0)
    for size in range(1, len(events) + 1):
        for group in combinations(events, size):
            all_of_them = dist.prob(lambda outcome, group=group: all(event(outcome) for event in group))
            total = total + all_of_them if size % 2 else total - all_of_them
    return total


def independent(dist, A, B):
    cells = dist.map(lambda outcome: (bool(A(outcome)), bool(B(outcome)))).table
    zero = Fraction(0)
    p = {cell: cells.get(cell, zero) for cell in product((True, False), repeat=2)}
    return p[True, True] * p[False, False] == p[True, False] * p[False, True]


def doors(n=3):
    if n < 3:
        raise ValueError("three doors at least")
    prize = FiniteDist(dict.fromkeys(range(1, n + 1), 1))
    ticket = FiniteDist(dict.fromkeys(range((n - 1) * (n - 2)), 1))  # divides evenly in both cases

    def play(pair):
        where, number = pair
        allowed = sorted(set(range(2, n + 1)) - {where})
        return where, allowed[number % len(allowed)]

    return joint(prize, ticket).map(play)
