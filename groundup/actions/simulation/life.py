"""One life: a mind, a clock and the minutes that are spent. Whatever is done costs its time, once.

A day has as many minutes as its share of the week; what runs over is taken from the next day. Days on which
nothing is done cost nothing.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator

from groundup.actions.simulation.course import Course
from groundup.actions.simulation.mind import Mind
from groundup.actions.simulation.people import Person
from groundup.records import Result

HOURS_A_WEEK = 10.0
RETAINED = 0.9  # the share of concepts at which a life has arrived
HORIZON_DAYS = 3 * 365
QUESTION_MINUTES = 2.0  # on what is understood already
ROUND = 4  # questions that the stated minutes of a practice are for
AGAIN = 0.5  # of the stated minutes that a lesson or a lab takes when it was done before
NOISE = 0.2  # spread of the time that a piece of work takes, in natural logs

Steps = Iterator[None]
Strategy = Callable[["Life"], Steps]


class Life:
    """`minutes` by kind of work; `arrived_at`: minutes in all when RETAINED was first reached, or None."""

    def __init__(self, course: Course, person: Person, seed: str) -> None:
        self.course, self.person = course, person
        self.mind = Mind(course, person, random.Random(f"mind {seed}"))
        self.rng = random.Random(f"time {seed}")
        self.day, self.used = 0, 0.0  # study days since the beginning, minutes used of this one
        self.minutes: dict[str, float] = {}
        self.arrived_at: float | None = None
        self.times_asked: dict[str, int] = {}
        self.times_built: dict[str, int] = {}
        self.times_read: dict[str, int] = {}

    @property
    def spent(self) -> float:
        return sum(self.minutes.values())

    @property
    def a_day(self) -> float:
        return HOURS_A_WEEK * 60 / 7

    @property
    def is_over(self) -> bool:
        return self.arrived_at is not None or self.day >= HORIZON_DAYS

    def read(self, concept: str) -> float:
        """Returns the minutes that it took, as all of these do."""
        self.mind.read(concept, self.day)
        again = AGAIN if self.times_read.get(concept) else 1.0
        self.times_read[concept] = self.times_read.get(concept, 0) + 1
        return self._spend("lesson", self.course.graph[concept].minutes.lesson * again)

    def practise(self, concept: str, family: str, *, by_the_book: bool = False) -> tuple[Result, float]:
        """A question that belongs to the practice of a concept: it takes its share of those minutes.

        What was known before all this takes no longer than a review; `by_the_book`, as long as is stated.
        """
        return self._ask(concept, family, in_practice=by_the_book or not self.mind.knew_all_along(concept))

    def review(self, concept: str, family: str) -> tuple[Result, float]:
        """A question later on; among the first ROUND on a concept, it is practice under another name."""
        first = self.times_asked.get(concept, 0) < ROUND and not self.mind.knew_all_along(concept)
        return self._ask(concept, family, in_practice=first)

    def _ask(self, concept: str, family: str, *, in_practice: bool) -> tuple[Result, float]:
        self.times_asked[concept] = self.times_asked.get(concept, 0) + 1
        result = self.mind.answer(concept, family, self.day)
        if in_practice:
            return result, self._spend("practice", self.course.graph[concept].minutes.practice / ROUND)
        return result, self._spend("review", QUESTION_MINUTES)

    def be_placed(self, concept: str, family: str) -> tuple[Result, float]:
        """A question of a placement: no solution is shown."""
        result = self.mind.answer(concept, family, self.day, solution=False)
        return result, self._spend("review", QUESTION_MINUTES, "placement")

    def build(self, concept: str) -> tuple[bool, float]:
        passed = self.mind.build(concept, self.day)
        again = AGAIN if self.times_built.get(concept) else 1.0
        self.times_built[concept] = self.times_built.get(concept, 0) + 1
        return passed, self._spend("lab", self.course.graph[concept].minutes.lab * again)

    def rest(self) -> None:
        """Nothing more today."""
        self.day, self.used = self.day + 1, 0.0
        self._look()

    def _spend(self, work: str, stated: float, name: str = "") -> float:
        took = stated * self.person.speed[work] * math.exp(self.rng.gauss(0, NOISE) - NOISE**2 / 2)
        self.minutes[name or work] = self.minutes.get(name or work, 0.0) + took
        self.used += took
        self._look()
        while self.used >= self.a_day:
            self.day, self.used = self.day + 1, self.used - self.a_day
        return took

    def _look(self) -> None:
        if self.arrived_at is None and self.mind.retained(self.day) >= RETAINED:
            self.arrived_at = self.spent


def lived(course: Course, person: Person, strategy: Strategy, seed: str) -> Life:
    """A whole life by one strategy: until it has arrived, or the horizon."""
    life = Life(course, person, seed)
    life.rest()
    for _ in strategy(life):
        if life.is_over:
            break
    return life
