"""When the deadline cannot be met: the four ways out, as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from groundup.planner.rhythms import at_hours
from groundup.planner.search import Found, Question

MOST_HOURS = 80


@dataclass(frozen=True)
class WaysOut:
    """`hours_per_week` that would do (None: no number up to MOST_HOURS does), or the same as `minutes_longer`
    on each study day; a `later` date; or without the concepts and projects `left_out`, planned for after it.
    """

    hours_per_week: float | None
    minutes_longer: int | None
    later: date
    left_out: tuple[str, ...]
    minutes_less: int


def ways_out(question: Question, found: Found, deadline: date) -> WaysOut:
    hours = _hours_needed(question, found, deadline.toordinal())
    days = len({slot.weekday for slot in question.rhythm.slots if slot.minutes > 0})
    longer = None if hours is None else round((hours - question.hours_per_week) * 60 / max(days, 1))
    late: dict[str, int] = {}
    for sitting in found.made.sittings:
        if sitting.task >= 0 and deadline.toordinal() < sitting.day <= found.made.finish:
            concept = question.wanted.items[sitting.task].concept
            late[concept] = late.get(concept, 0) + sitting.minutes
    return WaysOut(hours, longer, date.fromordinal(found.made.finish), tuple(late), sum(late.values()))


def said(ways: WaysOut, deadline: date) -> str:
    n = len(ways.left_out)
    content = "1 concept or project" if n == 1 else f"{n} concepts and projects"
    less = f"less content, by {content} ({_hours(ways.minutes_less)})"
    rest = f"a later date, {ways.later.isoformat()}; or {less}."
    head = f"The deadline {deadline.isoformat()} cannot be met"
    if ways.hours_per_week is None:
        return f"{head}, not with {MOST_HOURS} hours a week either. Ways out: {rest}"
    more = f"{ways.hours_per_week:g} hours a week; {ways.minutes_longer} minutes more on each study day"
    return f"{head}. Four ways out: {more}; {rest}"


def _hours(minutes: int) -> str:
    return f"{minutes} minutes" if minutes < 90 else f"{minutes / 60:.0f} hours"


def _hours_needed(question: Question, found: Found, deadline: int) -> float | None:
    """A number of hours that is seen to meet the deadline, and hardly more than the least that does."""
    days_there_are = deadline - question.calendar.first + 1
    days_it_takes = found.made.finish - question.calendar.first + 1
    if days_there_are <= 0:
        return None
    hours = question.hours_per_week * days_it_takes / days_there_are
    while hours <= MOST_HOURS:
        tried = int(hours * 2 + 1) / 2  # the next half hour
        rhythm = at_hours(question.rhythm, question.hours_per_week, tried)
        made = question.answer(rhythm, found.rank, deadline)
        if not made.left:
            return tried
        hours = max(hours * 1.1, tried)
    return None
