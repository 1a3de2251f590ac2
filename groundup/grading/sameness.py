"""Whether two numbers, or two expressions, mean the same.

Rational numbers and rational functions are compared exactly: as fractions, and at random rational
points, where two different ones agree with a chance below 1 in 10^12. Everything else is compared
numerically at 50 digits and, where there are variables, at two dozen points at which the expected
expression is defined over the reals; what is given must be defined there too. Two different
expressions that agree to 25 digits at all these points count as equal.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from groundup.grading.evaluating import TooLarge, Undefined, context, exact, numeric
from groundup.grading.reading import Tree

POINTS, TRIES, FEWEST = 24, 96, 4


@dataclass(frozen=True)
class Sameness:
    """Whether they are the same; `point` is where the given one is undefined, if that is why they are not."""

    same: bool
    point: Mapping[str, Fraction] | None = None

    def __bool__(self) -> bool:
        return self.same


def same_number(given: Tree, right: Tree, abs_tol: float = 0.0, rel_tol: float = 0.0) -> bool:
    """Whether two numbers are equal, or within max(abs_tol, rel_tol |right|)."""
    one, other = exact(given), exact(right)
    if one is None or other is None:
        return _near(numeric(given), numeric(right), abs_tol, rel_tol)
    slack = max(Fraction(abs_tol), Fraction(rel_tol) * abs(other))
    return abs(one - other) <= slack * (1 + Fraction(1, 10**9))


def _near(one: Any, other: Any, abs_tol: float, rel_tol: float) -> bool:
    mp = context()
    if mp.isinf(one) or mp.isinf(other):
        return bool(one == other)
    slack = max(mp.mpf(abs_tol), mp.mpf(rel_tol) * abs(other)) * (1 + mp.mpf(10) ** -9)
    return bool(abs(one - other) <= max(slack, _noise(mp, one, other)))


def _noise(mp: Any, one: Any, other: Any) -> Any:
    """Rounding at 50 digits, with room for cancellation."""
    return mp.mpf(10) ** -25 * max(abs(one), abs(other)) + mp.mpf(10) ** -38


def same_function(given: Tree, right: Tree, names: Sequence[str]) -> Sameness:
    """Whether two expressions agree wherever the right one is defined over the reals.

    Raises ValueError if the right one is defined at too few of the points tried.
    """
    if not names:
        return Sameness(same_number(given, right))
    wants, comes = _values(right, tuple(names)), _values(given, tuple(names))
    compared = 0
    for turn in range(TRIES):
        wanted = wants.at(turn)
        if wanted is None:
            continue
        came = comes.at(turn)
        if came is None:
            return Sameness(False, points(tuple(names))[turn])
        if not _agree(came, wanted):
            return Sameness(False)
        compared += 1
        if compared == POINTS:
            break
    if compared < FEWEST:
        raise ValueError("The expected expression is defined at too few points to compare with.")
    return Sameness(True)


class _Values:
    """The values of one tree at the points, each computed once; None where it has none."""

    def __init__(self, tree: Tree, names: tuple[str, ...]) -> None:
        self._tree = tree
        self._names = names
        self._known: dict[int, Any] = {}

    def at(self, turn: int) -> Any:
        if turn not in self._known:
            self._known[turn] = self._compute(points(self._names)[turn])
        return self._known[turn]

    def _compute(self, point: Mapping[str, Fraction]) -> Any:
        try:
            rational = exact(self._tree, point)
            return numeric(self._tree, point) if rational is None else rational
        except (Undefined, TooLarge):
            return None


_values = lru_cache(maxsize=256)(_Values)


def _agree(came: Any, wanted: Any) -> bool:
    if isinstance(came, Fraction) and isinstance(wanted, Fraction):
        return came == wanted
    mp = context()
    one, other = (_real(mp, value) for value in (came, wanted))
    return _near(one, other, 0.0, 0.0)


def _real(mp: Any, value: Any) -> Any:
    return mp.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else value


@lru_cache(maxsize=64)
def points(names: tuple[str, ...]) -> tuple[dict[str, Fraction], ...]:
    """The same points each time: of both signs, positive, and between 0 and 1 (for logarithms of odds)."""
    chance = random.Random("points of comparison")

    def drawn(turn: int) -> Fraction:
        if turn % 4 == 3:
            return Fraction(chance.randint(20, 980), 1000)
        return Fraction(chance.randint(-3000 if turn % 2 == 0 else 100, 3000) or 7, 1009)

    return tuple({name: drawn(turn) for name in names} for turn in range(TRIES))
