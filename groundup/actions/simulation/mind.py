"""The simulated truth: what one person really knows and would recall. Nobody who decides may look into it.

It is made unlike the program's own model, on purpose: whether something is understood is all or nothing and
falls by chance, less likely where what it rests on is missing; recall follows a power law with a spread of
its own for each person and concept; families of a concept are practised together, more or less; answers slip
and are guessed at rates that the program does not know.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from groundup.actions.simulation.course import Course
from groundup.actions.simulation.people import Person
from groundup.records import Result

FROM_LESSON, FROM_SOLUTION, FROM_LAB = 0.6, 0.3, 0.7  # chance to understand, of an average person
UNSUPPORTED = 0.35  # of that chance is left where nothing that it rests on is known
DIFFICULTY = 0.5  # spread over concepts, in logits
CONCEPT_SPREAD = 0.4  # of first stability over concepts, in natural logs
EASY_GAIN = 0.03  # what practice adds though nothing was forgotten
LAPSE = 0.5  # of stability is left after forgetting
LEAST_DAYS = 0.1  # stability never falls under this: else who forgets a thousand times divides by zero
RELEARNS = 0.9  # who forgot something and reads the solution
READING, BUILDING = 0.5, 0.8  # how far a lesson and a lab practise what is known
BUILDS, BY_LUCK = 0.97, 0.15  # a lab is passed by who knows it; and, at last, by who does not
OLD_TIMES, OLDEST_DAYS = 8.0, 60  # what was known before: how much more stable, and how long unused
GUESSES = {"choice": 0.3, "choices": 0.1, "ordering": 0.15, "printed": 0.05}
SLIPS = {"matrix": 0.14, "steps": 0.14, "expression": 0.1, "printed": 0.1, "choice": 0.05}
USUAL_GUESS, USUAL_SLIP = 0.02, 0.08

Reals = NDArray[np.float64]


class Mind:
    """One person going through one course. Days are counted from the beginning; they never go back."""

    def __init__(self, course: Course, person: Person, rng: random.Random) -> None:
        self.course, self.person, self.rng = course, person, rng
        self.place = {concept: n for n, concept in enumerate(course.graph)}
        counts = [len(course.kinds[concept]) for concept in course.graph]
        self._counts = np.array(counts, dtype=np.float64)
        self._starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.intp)
        self.known = np.array([concept in person.known for concept in course.graph])
        self._difficulty = [rng.gauss(0, DIFFICULTY) for _ in counts]
        own = [math.exp(rng.gauss(0, CONCEPT_SPREAD)) for _ in counts]
        self._first = person.memory.first * np.repeat(own, counts)
        self._stability = self._first * np.repeat(np.where(self.known, OLD_TIMES, 1.0), counts)
        self._last = np.repeat([-float(rng.randrange(OLDEST_DAYS)) for _ in counts], counts)

    # --- what is true ---

    def recalls(self, day: float) -> Reals:
        """For each concept the chance that it is known and recalled today: the mean over its families."""
        elapsed = np.maximum(day - self._last, 0)
        recall = (1 + elapsed / self._stability) ** -self.person.memory.decay
        return np.asarray(np.add.reduceat(recall, self._starts) / self._counts * self.known)

    def retained(self, day: float) -> float:
        """The share of all concepts that is known and recalled."""
        return float(self.recalls(day).mean())

    def knows(self, concept: str) -> bool:
        return bool(self.known[self.place[concept]])

    def weakest(self, concept: str, day: float) -> str:
        """The family that would be recalled least."""
        families = list(self.course.kinds[concept])
        return families[min(range(len(families)), key=lambda n: self._recall(concept, n, day))]

    def knew_all_along(self, concept: str) -> bool:
        return concept in self.person.known

    # --- what happens to it ---

    def read(self, concept: str, day: float) -> None:
        if self.knows(concept):
            self._practise(concept, [READING] * len(self.course.kinds[concept]), day)
        else:
            self._try_to_understand(concept, FROM_LESSON, day)

    def answer(self, concept: str, family: str, day: float, *, solution: bool = True) -> Result:
        """An answer; with `solution`, what it was about is practised or explained."""
        families = list(self.course.kinds[concept])
        at = families.index(family)
        can = self.knows(concept) and self.rng.random() < self._recall(concept, at, day)
        said = self._says(self.course.kinds[concept][family], can)
        if solution:
            shares = [self.person.memory.siblings] * len(families)
            shares[at] = 1.0
            self._learn_from(concept, shares, can, day)
        return said

    def build(self, concept: str, day: float) -> bool:
        """One go at a lab; whether it passed."""
        if self.knows(concept):
            self._practise(concept, [BUILDING] * len(self.course.kinds[concept]), day)
            return self.rng.random() < BUILDS
        return self._try_to_understand(concept, FROM_LAB, day) or self.rng.random() < BY_LUCK

    def _says(self, kind: str, can: bool) -> Result:
        if can:
            return "right" if self.rng.random() >= SLIPS.get(kind, USUAL_SLIP) else "wrong"
        if self.rng.random() < self.person.candour:
            return "unknown"
        return "right" if self.rng.random() < GUESSES.get(kind, USUAL_GUESS) else "wrong"

    def _learn_from(self, concept: str, shares: Sequence[float], can: bool, day: float) -> None:
        if not self.knows(concept):
            self._try_to_understand(concept, FROM_SOLUTION, day)
        elif can:
            self._practise(concept, shares, day)
        else:
            at = self._families(concept)
            weaker = self._stability[at] * LAPSE ** np.array(shares)
            self._stability[at] = np.maximum(weaker, np.minimum(LEAST_DAYS, self._stability[at]))
            if self.rng.random() < RELEARNS:
                self._touch(concept, shares, day)

    def _try_to_understand(self, concept: str, chance: float, day: float) -> bool:
        n = self.place[concept]
        z = math.log(chance / (1 - chance)) + self.person.aptitude - self._difficulty[n]
        if self.rng.random() >= self._support(concept, day) / (1 + math.exp(-z)):
            return False
        at = self._families(concept)
        self.known[n] = True
        self._stability[at], self._last[at] = self._first[at], day
        return True

    def _support(self, concept: str, day: float) -> float:
        below = [p for p in self.course.graph[concept].prerequisites if p in self.place]
        if not below:
            return 1.0
        held = sum(self._held(p, day) for p in below) / len(below)
        return UNSUPPORTED + (1 - UNSUPPORTED) * held

    def _held(self, concept: str, day: float) -> float:
        if not self.knows(concept):
            return 0.0
        families = range(len(self.course.kinds[concept]))
        return sum(self._recall(concept, n, day) for n in families) / len(families)

    def _recall(self, concept: str, family: int, day: float) -> float:
        at = self._starts[self.place[concept]] + family
        elapsed = max(day - float(self._last[at]), 0.0)
        return float((1 + elapsed / float(self._stability[at])) ** -self.person.memory.decay)

    def _practise(self, concept: str, shares: Sequence[float], day: float, *, travels: bool = True) -> None:
        """Success: stability grows by what had been forgotten, and the clock of recall is set back."""
        at, memory = self._families(concept), self.person.memory
        recall = (1 + np.maximum(day - self._last[at], 0) / self._stability[at]) ** -memory.decay
        grown = 1 + memory.growth * (1 - recall + EASY_GAIN)
        self._stability[at] *= grown ** np.array(shares)
        self._touch(concept, shares, day)
        if travels:
            for inner, weight in self.course.graph[concept].contains.items():
                if inner in self.place and self.knows(inner):
                    share = weight * memory.contained * max(shares)
                    self._practise(inner, [share] * len(self.course.kinds[inner]), day, travels=False)

    def _touch(self, concept: str, shares: Sequence[float], day: float) -> None:
        at = self._families(concept)
        self._last[at] += np.array(shares) * np.maximum(day - self._last[at], 0)

    def _families(self, concept: str) -> slice:
        n = self.place[concept]
        return slice(int(self._starts[n]), int(self._starts[n] + self._counts[n]))
