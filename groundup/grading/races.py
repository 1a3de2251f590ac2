"""Races: the learner's function and the library's on the same input, to be timed one beside the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from groundup.grading.standin import StandIn

if TYPE_CHECKING:
    import numpy as np

Lap = Callable[[], Any]
Line = Callable[[StandIn, "np.random.Generator"], tuple[Lap, Lap]]


@dataclass(frozen=True)
class Race:
    """`run(lab, rng)` draws an input and returns two calls without arguments: the learner's, the library's.

    `against` names the library's function; `why` says where its lead, or yours, comes from.
    """

    name: str
    against: str
    why: str
    run: Line


def race(name: str, *, against: str, why: str) -> Callable[[Line], Race]:
    """Make a function of (lab, rng) a race."""
    return lambda function: Race(name, against, why, function)


def load_races(namespace: Mapping[str, Any]) -> tuple[Race, ...]:
    """The races of a speed.py, in file order. Raises ValueError where there is none, or two have a name."""
    races = tuple(value for value in namespace.values() if isinstance(value, Race))
    if not races:
        raise ValueError("There is no race in it.")
    if len({one.name for one in races}) < len(races):
        raise ValueError("Two races have the same name.")
    return races
