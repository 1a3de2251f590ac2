"""Finite probability, exactly: tables of outcomes with fractions that sum to 1.

Not covered: endlessly many outcomes, densities, and weights that are floats.
"""

from collections.abc import Callable, Hashable

from mylib.core.fraction import Fraction

Event = Callable[[Hashable], bool]  # true for the outcomes that belong to it


class FiniteDist:
    """`table` maps every possible outcome to its probability, a Fraction above 0. They sum to 1."""

    def __init__(self, weights: dict):
        total = sum(weights.values(), Fraction(0))  # a float among them is a TypeError here
        if total == 0 or any(weight < 0 for weight in weights.values()):
            raise ValueError(f"weights must not be negative, and one must be positive: {weights}")
        self.table = {x: weight / total for x, weight in weights.items() if weight != 0}

    def prob(self, event: Event) -> Fraction:
        """P(event): the probabilities of the outcomes that belong to it, added up."""
        return sum((p for x, p in self.table.items() if event(x)), Fraction(0))

    def given(self, event: Event) -> "FiniteDist":
        """The distribution once the event is known: other outcomes go, the rest is scaled to sum to 1.

        Raises ValueError if the event has probability 0.
        """
        return FiniteDist({x: p for x, p in self.table.items() if event(x)})

    def map(self, f: Callable[[Hashable], Hashable]) -> "FiniteDist":
        """The distribution of f(outcome): outcomes with the same f share one row."""
        weights = {}
        for x, p in self.table.items():
            weights[f(x)] = weights.get(f(x), 0) + p
        return FiniteDist(weights)


def joint(d1: FiniteDist, d2: FiniteDist) -> FiniteDist:
    """The distribution of pairs (x, y), x from d1 and y from d2, drawn independently."""
    return FiniteDist({(x, y): p * q for x, p in d1.table.items() for y, q in d2.table.items()})


def at_least_one(dist: FiniteDist, events: list[Event]) -> Fraction:
    """P(A or B or ...): every outcome counts once, in however many of the events it lies."""
    return dist.prob(lambda x: any(event(x) for event in events))


def independent(dist: FiniteDist, A: Event, B: Event) -> bool:
    """Whether P(A and B) = P(A) P(B), exactly."""
    return dist.prob(lambda x: A(x) and B(x)) == dist.prob(A) * dist.prob(B)


def doors(n: int = 3) -> FiniteDist:
    """Pairs (prize, opened) when you point at door 1 and the host opens a door.

    The prize is behind one of the doors 1..n, all alike. The host knows where, and opens one of the
    doors that are neither yours nor the prize's, all alike. Raises ValueError if n < 3.
    """
    if n < 3:
        raise ValueError(f"with {n} doors the host cannot always open one")
    weights = {}
    for prize in range(1, n + 1):
        allowed = [door for door in range(2, n + 1) if door != prize]
        weights |= {(prize, opened): Fraction(1, len(allowed)) for opened in allowed}
    return FiniteDist(weights)
