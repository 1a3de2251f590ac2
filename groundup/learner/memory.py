"""The memory of one question family: FSRS-6, through the `fsrs` package, on study days.

The package floors elapsed time to whole 24 hours, so raw instants make half of the reviews "the same day".
Here a review happens on a study day and nothing finer; elapsed days are never negative, whatever the clock
did.
There is no chance in it: fuzzing is off. Parameters are the published defaults of FSRS-6, unless a curve with
others is given.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State

DEFAULT_RETENTION = 0.85
SLIP = 0.1  # the chance of a wrong answer from somebody who could do it
LONGEST_INTERVAL = 36_500  # days, as in the package
LAST_DAY: int = date.max.toordinal()

_ORIGIN = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Curve:
    """How somebody learns and forgets: the 21 parameters of FSRS-6. Made by `curve_of`."""

    parameters: tuple[float, ...]
    scheduler: Scheduler = field(compare=False, repr=False)
    decay: float = field(compare=False, repr=False)
    factor: float = field(compare=False, repr=False)


@lru_cache(maxsize=16)
def curve_of(parameters: tuple[float, ...]) -> Curve:
    """Raises ValueError for parameters that FSRS-6 does not allow."""
    scheduler = Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    decay = -parameters[20]
    return Curve(parameters, scheduler, decay, 0.9 ** (1 / decay) - 1)


USUAL = curve_of(tuple(Scheduler().parameters))


class Memory(NamedTuple):
    """Stability in days, difficulty 1 to 10, study day of the last practice; days as date.toordinal().

    `credited` and `blamed` are the last days on which practice elsewhere bore on it: once a day at most.
    """

    stability: float
    difficulty: float
    last: int
    credited: int = 0
    blamed: int = 0


def reviewed(memory: Memory | None, rating: Rating, day: int, curve: Curve = USUAL) -> Memory:
    """The memory after a review on study day `day`; None starts one."""
    if memory is None:
        card = Card(card_id=1, due=_ORIGIN)
        day_counted = day
    else:
        day_counted = max(day, memory.last)
        card = Card(
            1, State.Review, None, memory.stability, memory.difficulty, _ORIGIN, _midnight(memory.last)
        )
    after, _ = curve.scheduler.review_card(card, rating, _midnight(day_counted))
    assert after.stability is not None and after.difficulty is not None  # set by every review
    return Memory(after.stability, after.difficulty, day_counted)


def missed(memory: Memory | None, guess: float, day: int, curve: Curve = USUAL) -> Memory:
    """The memory after a wrong answer, which is a lapse of memory or a slip of somebody who remembers.

    It moves (stability on a log scale) from the memory after a success to that after a failure by the chance
    that it was a lapse, given what was expected of it: where nearly all is remembered, slips are most of it.
    On the day of practice itself nothing is tested but understanding: then it is a failure.
    """
    failed = reviewed(memory, Rating.Again, day, curve)
    if memory is None or day <= memory.last:
        return failed
    kept = retrievability(memory, day, curve)
    lapse = (1 - kept) * (1 - guess)
    share = lapse / (lapse + kept * SLIP)
    slipped = reviewed(memory, Rating.Good, day, curve)
    return failed._replace(
        stability=slipped.stability ** (1 - share) * failed.stability**share,
        difficulty=slipped.difficulty * (1 - share) + failed.difficulty * share,
    )


def credited(memory: Memory, weight: float, day: int, curve: Curve = USUAL) -> Memory:
    """The memory after a right answer on something that contains this one, with `weight` of the effect.

    Stability moves by that share (on a log scale) towards that of a full review, and so does the day of the
    last practice: what is remembered never falls. A second credit on one day adds nothing.
    """
    if day <= max(memory.last, memory.credited):
        return memory
    full = reviewed(memory, Rating.Good, day, curve)
    stability = memory.stability ** (1 - weight) * full.stability**weight
    last = memory.last + math.floor(weight * (day - memory.last))
    return memory._replace(stability=stability, last=last, credited=day)


def blamed(memory: Memory, weight: float, day: int, curve: Curve = USUAL) -> Memory:
    """The memory after a wrong answer on something it contains: stability falls by that share, once a day."""
    if day <= memory.blamed:
        return memory
    failed = reviewed(memory, Rating.Again, day, curve)
    lower = min(failed.stability, memory.stability)
    return memory._replace(stability=memory.stability ** (1 - weight) * lower**weight, blamed=day)


def retrievability(memory: Memory, day: int, curve: Curve = USUAL) -> float:
    """The chance of recall on study day `day`: (1 + F t / S)^-w20 (FSRS-6), 1 on the day of practice."""
    elapsed = max(0, day - memory.last)
    return float((1 + curve.factor * elapsed / memory.stability) ** curve.decay)


def right_chance(memory: Memory, guess: float, day: int, curve: Curve = USUAL) -> float:
    """The chance of a right answer on study day `day`: who remembers may slip, who forgot may guess."""
    kept = retrievability(memory, day, curve)
    return kept * (1 - SLIP) + (1 - kept) * guess


def due_on(memory: Memory, retention: float, curve: Curve = USUAL) -> int:
    """The study day on which recall falls to `retention`: at least one day after the last practice."""
    interval = memory.stability / curve.factor * (retention ** (1 / curve.decay) - 1)
    days: int = min(max(round(interval), 1), LONGEST_INTERVAL)
    return min(memory.last + days, LAST_DAY)


def _midnight(day: int) -> datetime:
    return _ORIGIN + timedelta(days=day - 1)
