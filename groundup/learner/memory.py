"""The memory of one question family: FSRS-6, through the `fsrs` package, on study days.

The package floors elapsed time to whole 24 hours, so raw instants make half of the reviews "the same day".
Here a review happens on a study day and nothing finer; elapsed days are never negative, whatever the clock
did.
There is no chance in it: fuzzing is off. Parameters are the published defaults of FSRS-6.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State

DEFAULT_RETENTION = 0.85
LONGEST_INTERVAL = 36_500  # days, as in the package
LAST_DAY: int = date.max.toordinal()

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
_DECAY: float = -_SCHEDULER.parameters[20]
_FACTOR: float = 0.9 ** (1 / _DECAY) - 1
_ORIGIN = datetime(1, 1, 1, tzinfo=UTC)


class Memory(NamedTuple):
    """Stability in days, difficulty 1 to 10, study day of the last practice; days as date.toordinal().

    `credited` and `blamed` are the last days on which practice elsewhere bore on it: once a day at most.
    """

    stability: float
    difficulty: float
    last: int
    credited: int = 0
    blamed: int = 0


def reviewed(memory: Memory | None, rating: Rating, day: int) -> Memory:
    """The memory after a review on study day `day`; None starts one."""
    if memory is None:
        card = Card(card_id=1, due=_ORIGIN)
        day_counted = day
    else:
        day_counted = max(day, memory.last)
        card = Card(
            1, State.Review, None, memory.stability, memory.difficulty, _ORIGIN, _midnight(memory.last)
        )
    after, _ = _SCHEDULER.review_card(card, rating, _midnight(day_counted))
    assert after.stability is not None and after.difficulty is not None  # set by every review
    return Memory(after.stability, after.difficulty, day_counted)


def credited(memory: Memory, weight: float, day: int) -> Memory:
    """The memory after a right answer on something that contains this one, with `weight` of the effect.

    Stability moves by that share (on a log scale) towards that of a full review, and so does the day of the
    last practice: what is remembered never falls. A second credit on one day adds nothing.
    """
    if day <= max(memory.last, memory.credited):
        return memory
    full = reviewed(memory, Rating.Good, day)
    stability = memory.stability ** (1 - weight) * full.stability**weight
    last = memory.last + math.floor(weight * (day - memory.last))
    return memory._replace(stability=stability, last=last, credited=day)


def blamed(memory: Memory, weight: float, day: int) -> Memory:
    """The memory after a wrong answer on something it contains: stability falls by that share, once a day."""
    if day <= memory.blamed:
        return memory
    failed = reviewed(memory, Rating.Again, day)
    lower = min(failed.stability, memory.stability)
    return memory._replace(stability=memory.stability ** (1 - weight) * lower**weight, blamed=day)


def retrievability(memory: Memory, day: int) -> float:
    """The chance of recall on study day `day`: (1 + F t / S)^-w20 (FSRS-6), 1 on the day of practice."""
    elapsed = max(0, day - memory.last)
    return float((1 + _FACTOR * elapsed / memory.stability) ** _DECAY)


def due_on(memory: Memory, retention: float) -> int:
    """The study day on which recall falls to `retention`: at least one day after the last practice."""
    interval = memory.stability / _FACTOR * (retention ** (1 / _DECAY) - 1)
    days: int = min(max(round(interval), 1), LONGEST_INTERVAL)
    return min(memory.last + days, LAST_DAY)


def _midnight(day: int) -> datetime:
    return _ORIGIN + timedelta(days=day - 1)
