"""What was done of the plan, in its own minutes: items that were finished, and reviews beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from groundup.learner.progress import done_items, pace
from groundup.learner.reviews import minutes_per_question
from groundup.learner.state import State
from groundup.learner.tables import ENOUGH_QUESTIONS


def minutes_done(state: State, days: Sequence[date]) -> float:
    """Minutes of the plan that were done on these study days, at the learner's own pace.

    A piece of work counts on the day on which it was finished, with the time that the plan gave to it. Of the
    questions those are reviews that no practice on the same day needed.
    """
    speed, each = pace(state), minutes_per_question(state)
    total = 0.0
    for day in days:
        finished = done_items(state, on=day)
        for concept, _, work in (id.partition("/") for id in finished):
            if concept in state.graph:
                stated = getattr(state.graph[concept].minutes, work)
                total += stated * speed[work]  # type: ignore[index]  # ids end in a Work
        practices = sum(id.endswith("/practice") for id in finished)
        total += each * max(state.questions_on(day) - ENOUGH_QUESTIONS * practices, 0)
    return total


def minutes_behind_pace(state: State) -> float:
    """Minutes of stated work from which the learner's pace is known."""
    return sum(spent.stated for spent in state.tables.spent.values())
