"""Finite probability, exactly: tables of outcomes with fractions that sum to 1."""

from collections.abc import Callable, Hashable

from mylib.core.fraction import Fraction  # your own: n, d, arithmetic with int on either side

Event = Callable[[Hashable], bool]  # true for the outcomes that belong to it


class FiniteDist:
    """`table` maps every possible outcome to its probability, a Fraction above 0. They sum to 1.

    weights: a dictionary from outcome to an int or Fraction; the weights are divided by their sum, and
    outcomes of weight 0 are left out. Raises ValueError if a weight is negative or if none is positive, and
    TypeError for a float.

    >>> die = FiniteDist({1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1})
    >>> die.table[6]
    Fraction(1, 6)
    """

    def __init__(self, weights: dict):
        raise NotImplementedError("task 1")

    def prob(self, event: Event) -> Fraction:
        """P(event): the sum of the probabilities of the outcomes x with event(x), a Fraction.

        >>> FiniteDist({1: 1, 2: 1, 3: 1}).prob(lambda x: x >= 2)
        Fraction(2, 3)
        """
        raise NotImplementedError("task 1")

    def given(self, event: Event) -> "FiniteDist":
        """A new distribution: P(x | event) = P(x) / P(event) for the outcomes that belong to the event.

        Raises ValueError if the event has probability 0.

        >>> FiniteDist({1: 1, 2: 1, 3: 2}).given(lambda x: x >= 2).table
        {2: Fraction(1, 3), 3: Fraction(2, 3)}
        """
        raise NotImplementedError("task 2")

    def map(self, f: Callable[[Hashable], Hashable]) -> "FiniteDist":
        """The distribution of f(outcome).

        >>> FiniteDist({-1: 1, 0: 1, 1: 2}).map(abs).table
        {1: Fraction(3, 4), 0: Fraction(1, 4)}
        """
        raise NotImplementedError("task 3")


def joint(d1: FiniteDist, d2: FiniteDist) -> FiniteDist:
    """The distribution of pairs (x, y), x from d1 and y from d2, drawn independently: P(x, y) = P(x) P(y).

    >>> joint(FiniteDist({"a": 1}), FiniteDist({1: 1, 2: 3})).table
    {('a', 1): Fraction(1, 4), ('a', 2): Fraction(3, 4)}
    """
    raise NotImplementedError("task 3")


def at_least_one(dist: FiniteDist, events: list[Event]) -> Fraction:
    """P(A or B or ...): the probability that at least one of the events occurs; 0 for no events.

    >>> at_least_one(FiniteDist({1: 1, 2: 1, 3: 1, 4: 1}), [lambda x: x > 1, lambda x: x < 3])
    Fraction(1, 1)
    """
    raise NotImplementedError("task 4")


def independent(dist: FiniteDist, A: Event, B: Event) -> bool:
    """Whether P(A and B) = P(A) P(B), exactly.

    >>> independent(FiniteDist({1: 1, 2: 1, 3: 1, 4: 1}), lambda x: x <= 2, lambda x: x % 2 == 0)
    True
    """
    raise NotImplementedError("task 4")


def doors(n: int = 3) -> FiniteDist:
    """Pairs (prize, opened) when you point at door 1 of n and the host, who knows, opens a door.

    The prize is behind one of the doors 1..n, all equally likely. The host opens one of the doors that are
    neither yours nor the prize's, all equally likely. Raises ValueError if n < 3.
    """
    raise NotImplementedError("task 5")
