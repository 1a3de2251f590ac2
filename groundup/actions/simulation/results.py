"""Populations of lives, and what they say: hours by strategy, ratios to the anchors, and intervals.

The intervals are bootstraps over people (the middle 95 % of RESAMPLES): they say how far the figure depends
on who happened to be drawn, and nothing of how far this world is like the real one.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from groundup import learner
from groundup.actions.simulation.anchors import ANCHORS
from groundup.actions.simulation.course import Course
from groundup.actions.simulation.life import Life, Strategy, lived
from groundup.actions.simulation.people import POPULATIONS, Person, person
from groundup.actions.simulation.policy import groundup
from groundup.records import GroundupError

OURS = "groundup"
ORDER = ("A", "B", OURS, "O")
AT_MOST = {"novice": 1.0, "specialist": 0.85}  # of the hours of B
SAVES = {"specialist": 0.7}  # of what the oracle saves
LATER = 30  # days without study, after which it is looked again
RESAMPLES = 2000


@dataclass(frozen=True)
class Lived:
    """One life. `hours` are a lower bound where it has not `arrived` within three years."""

    hours: float
    arrived: bool
    review_hours: float
    later: float  # share known and recalled after a month without study


@dataclass(frozen=True)
class Hours:
    """A population by one strategy: means over its people, and the interval of the mean hours."""

    population: str
    strategy: str
    hours: float
    low: float
    high: float
    review_hours: float
    later: float
    arrived: int


@dataclass(frozen=True)
class Figure:
    """A ratio with its interval, and the target that it is held against."""

    population: str
    measure: str
    value: float
    low: float
    high: float
    goal: float
    sense: Literal["at most", "at least"]

    @property
    def met(self) -> bool:
        return self.value <= self.goal if self.sense == "at most" else self.value >= self.goal


@dataclass(frozen=True)
class Simulation:
    """`unwritten`: concepts whose questions are only outlined; they are asked as if they were written."""

    title: str
    concepts: int
    unwritten: int
    learners: int
    seed: int
    hours: tuple[Hours, ...]
    figures: tuple[Figure, ...]


Lives = Mapping[str, Sequence[Lived]]  # by strategy, the same people in the same order


def simulated(
    course: Course,
    learners: int,
    seed: int,
    progress: Callable[[str], None] = lambda _: None,
    *,
    refits: bool = False,
) -> Simulation:
    """`learners` people of each population, each by every strategy. Equal arguments, equal results.

    `refits`: groundup fits its memory to each of them on the way. Raises GroundupError("environment") where
    the optimiser is not installed.
    """
    if refits and not learner.can_fit():
        raise GroundupError(
            "environment",
            "Own parameters need the extra `fit`: pip install 'groundup[fit]', or leave it out.",
        )
    hours: list[Hours] = []
    found: list[Figure] = []
    for population in POPULATIONS:
        lives: dict[str, list[Lived]] = {name: [] for name in ORDER}
        for n in range(learners):
            progress(f"{population} {n + 1} of {learners}")
            name = f"{population} {seed} {n}"
            rng = random.Random(name)
            who = person(POPULATIONS[population](course.graph, rng), rng)
            for strategy, way in _ways(rng.randrange(2**31), refits).items():
                lives[strategy].append(_outcome(course, who, way, name))
        hours += [_hours(population, strategy, lives[strategy], seed) for strategy in ORDER]
        found += figures(population, lives, seed)
    return Simulation(
        course.title, len(course.graph), course.unwritten, learners, seed, tuple(hours), tuple(found)
    )


def figures(population: str, lives: Lives, seed: int = 0) -> list[Figure]:
    """What row 9 of the targets asks of this population."""
    b, ours, o = (np.array([life.hours for life in lives[name]]) for name in ("B", OURS, "O"))
    most = AT_MOST[population]
    found = [
        _figure(population, "hours / B", lambda n: _share(ours[n].mean(), b[n].mean()), most, len(b), seed)
    ]
    least = SAVES.get(population)
    if least is not None:
        found.append(
            _figure(
                population,
                "of the oracle's saving",
                lambda n: _share(b[n].mean() - ours[n].mean(), b[n].mean() - o[n].mean()),
                least,
                len(b),
                seed,
                sense="at least",
            )
        )
    return found


def _figure(
    population: str,
    measure: str,
    of: Callable[[NDArray[np.intp]], float],
    goal: float,
    people: int,
    seed: int,
    sense: Literal["at most", "at least"] = "at most",
) -> Figure:
    low, high = _interval(of, people, seed)
    return Figure(population, measure, of(np.arange(people)), low, high, goal, sense)


def _ways(seed: int, refits: bool) -> dict[str, Strategy]:
    return {**ANCHORS, OURS: lambda life: groundup(life, seed, refits=refits)}


def _outcome(course: Course, who: Person, way: Strategy, name: str) -> Lived:
    life: Life = lived(course, who, way, name)
    later = life.mind.retained(life.day + LATER)
    return Lived(life.spent / 60, life.arrived_at is not None, life.minutes.get("review", 0.0) / 60, later)


def _hours(population: str, strategy: str, lives: Sequence[Lived], seed: int) -> Hours:
    hours = np.array([life.hours for life in lives])
    low, high = _interval(lambda n: float(hours[n].mean()), len(lives), seed)
    return Hours(
        population,
        strategy,
        float(hours.mean()),
        low,
        high,
        float(np.mean([life.review_hours for life in lives])),
        float(np.mean([life.later for life in lives])),
        sum(life.arrived for life in lives),
    )


def _share(part: float, whole: float) -> float:
    """1 where there is nothing to take a share of: nobody has anything left to learn, or to save."""
    return float(part / whole) if whole > 0 else 1.0


def _interval(of: Callable[[NDArray[np.intp]], float], people: int, seed: int) -> tuple[float, float]:
    rng = np.random.default_rng(seed)
    drawn = [of(rng.integers(people, size=people)) for _ in range(RESAMPLES)]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return float(low), float(high)
