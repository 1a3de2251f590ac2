"""What is done and how fast: labs passed, plan items finished, own pace against the stated minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import get_args

from groundup.learner.state import State
from groundup.learner.tables import Spent, Standing
from groundup.records import Conclusion, Work

STEADY_MINUTES = 60.0  # of stated work that count as done at the stated pace before any of one's own
SLOWEST, FASTEST = 3.0, 0.4


def passed_labs(state: State) -> frozenset[str]:
    return frozenset(state.tables.passed)


def done_items(
    state: State, on: date | None = None, placed: Mapping[str, Conclusion] | None = None
) -> frozenset[str]:
    """Ids of plan items that need no more work ("vectors/lesson"), or those finished on one study day.

    Practice is done after three different questions answered right. A passed lab makes lesson and practice
    superfluous, done practice the lesson. A claim is checked rather than believed: it takes lesson and lab
    off the plan and leaves the practice (if there are questions), until more answers are wrong than right.
    So does a conclusion of the last placement (`placed`) that a concept is known; one that it is not known
    outweighs a claim. A project is done, by its id, once an audit has passed.
    """
    conclusions = placed or {}
    found: set[str] = set()
    for concept, row in state.tables.concepts.items():
        for work, day in _finished(row).items():
            if day is not None and (on is None or day == on.toordinal()):
                found.add(f"{concept}/{work}")
    for project, done_on in state.tables.audited.items():
        if on is None or done_on == on.toordinal():
            found.add(project)
    if on is None:
        for concept in {*state.tables.concepts, *conclusions}:
            if _is_taken_as_known(state.standing(concept), conclusions.get(concept)):
                found |= _left_out(state, concept)
    return frozenset(found)


def _is_taken_as_known(row: Standing, conclusion: Conclusion | None) -> bool:
    if conclusion is not None and row.is_only_placed and conclusion.finding != "open":
        return conclusion.finding == "known"
    said = row.claimed or (conclusion is not None and conclusion.finding == "known")
    return said and row.tally.fails <= row.tally.wins


def _left_out(state: State, concept: str) -> set[str]:
    works = ("lesson", "lab") if state.links.families.get(concept) else ("lesson", "lab", "practice")
    return {f"{concept}/{work}" for work in works}


def pace(state: State) -> dict[Work, float]:
    """Own minutes by kind of work as a ratio to the stated ones: 1.2 is a fifth slower than stated.

    Drawn towards 1 by STEADY_MINUTES, and kept between FASTEST and SLOWEST.
    """
    return {work: _ratio(state.tables.spent.get(work, Spent())) for work in get_args(Work)}


def _ratio(spent: Spent) -> float:
    ratio = (STEADY_MINUTES + spent.own) / (STEADY_MINUTES + spent.stated)
    return min(max(ratio, FASTEST), SLOWEST)


def _finished(row: Standing) -> dict[str, int | None]:
    done = row.done
    practice = _earlier(done.practice, done.lab)
    return {"lesson": _earlier(done.lesson, practice), "practice": practice, "lab": done.lab}


def _earlier(one: int | None, other: int | None) -> int | None:
    return min((day for day in (one, other) if day is not None), default=None)
