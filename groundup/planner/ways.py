"""How a plan could end sooner: the four ways out of a deadline, and the price of each constraint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from groundup.planner.rhythms import any_work, at_hours, scaled
from groundup.planner.search import Found, Question, best_at
from groundup.planner.solving import Brief, Solved, solve
from groundup.records import Rhythm

MOST_HOURS = 80


@dataclass(frozen=True)
class WaysOut:
    """`hours_per_week` that would do (None: no number up to MOST_HOURS does); the `minutes_longer` that each
    study day would have to be; a `later` date; or without the concepts and projects `left_out`, which take
    `minutes_less` and are planned for after it.
    """

    hours_per_week: float | None
    minutes_longer: int | None
    later: date
    left_out: tuple[str, ...]
    minutes_less: int


@dataclass(frozen=True)
class Price:
    """What one constraint costs: without it the plan would end `days` earlier, on the day `without`."""

    constraint: str
    days: int
    without: date


def ways_out(solved: Solved, deadline: date) -> WaysOut:
    """What it would take to be done by the deadline; small things that are shipped on the way not counted."""
    question, found = (solved.bare or solved).question, (solved.bare or solved).found

    def other_hours(hours: float) -> Rhythm:
        return at_hours(question.rhythm, question.hours_per_week, hours)

    def longer_days(hours: float) -> Rhythm:
        return scaled(question.rhythm, hours / question.hours_per_week)

    hours = _hours_needed(question, found, deadline.toordinal(), other_hours)
    same_days = _hours_needed(question, found, deadline.toordinal(), longer_days)
    days = len({slot.weekday for slot in question.rhythm.slots if slot.minutes > 0})
    longer = None if same_days is None else round((same_days - question.hours_per_week) * 60 / max(days, 1))
    late = too_late(question, found, deadline)
    return WaysOut(hours, longer, date.fromordinal(found.made.finish), tuple(late), sum(late.values()))


def too_late(question: Question, found: Found, deadline: date) -> dict[str, int]:
    """The concepts and projects that come after the deadline, with their minutes after it."""
    late: dict[str, int] = {}
    for sitting in found.made.sittings:
        if sitting.task >= 0 and deadline.toordinal() < sitting.day <= found.made.finish:
            concept = question.wanted.items[sitting.task].concept
            late[concept] = late.get(concept, 0) + sitting.minutes
    return late


def prices(brief: Brief, solved: Solved) -> tuple[Price, ...]:
    """What each constraint costs by itself; those that cost nothing are left out."""
    wishes = brief.wishes
    without = {
        "strict rhythm": wishes.strict and brief.wishing(strict=False),
        "pauses": bool(wishes.pauses) and brief.wishing(pauses=()),
        "days off": bool(brief.settings.days_off)
        and replace(brief, settings=replace(brief.settings, days_off=())),
        "weeks of rest": wishes.rest_every > 0 and brief.wishing(rest_every=0),
        "pins": bool(wishes.pins) and brief.wishing(pins=()),
        "something shipped": wishes.ship_every > 0 and brief.wishing(ship_every=0),
        "order of the phases": bool(brief.course.phases)
        and replace(brief, course=replace(brief.course, phases={})),
    }
    others = {name: solve(other) for name, other in without.items() if isinstance(other, Brief)}
    found = [_price(name, solved, other) for name, other in others.items()]
    rhythm = rhythm_price(solved.question, solved.found)
    if rhythm > 0:
        found.append(Price("rhythm", rhythm, date.fromordinal(solved.found.made.finish - rhythm)))
    return tuple(price for price in found if price is not None)


def _price(name: str, solved: Solved, other: Solved) -> Price | None:
    if solved.finish is None or other.finish is None or other.left > solved.left:
        return None
    days = (solved.finish - other.finish).days
    return Price(name, days, other.finish) if days > 0 else None


def rhythm_price(question: Question, found: Found) -> int:
    """Days that the rhythm costs against the same hours with any work in any slot."""
    free = any_work(question.rhythm)
    if free == question.rhythm or found.made.left:
        return 0
    made = question.answer(free, found.rank, found.made.finish)
    if made.left:  # no gain by the same priority: perhaps by another one
        made = best_at(question, free, question.hours_per_week, found.made.finish).made
    return 0 if made.left else found.made.finish - made.finish


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


def _hours_needed(
    question: Question, found: Found, deadline: int, week_of: Callable[[float], Rhythm]
) -> float | None:
    """A number of hours that is seen to meet the deadline, and hardly more than the least that does."""
    days_there_are = deadline - question.calendar.first + 1
    days_it_takes = found.made.finish - question.calendar.first + 1
    if days_there_are <= 0:
        return None
    hours = question.hours_per_week * days_it_takes / days_there_are
    while hours <= MOST_HOURS:
        tried = int(hours * 2 + 1) / 2  # the next half hour
        made = question.answer(week_of(tried), found.rank, deadline)
        if not made.left:
            return tried
        hours = max(hours * 1.1, tried)
    return None
