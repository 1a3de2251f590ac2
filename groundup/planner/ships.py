"""Something shipped every few weeks: where no project ends in time, something small is shipped instead."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from groundup.planner.paths import ProjectWork
from groundup.planner.scheduling import Schedule
from groundup.planner.search import Question
from groundup.planner.week import SHORTEST_SITTING, Group, Week, on_day, open_week
from groundup.records import Pin, PlanItem

SMALL_SHIP = 60  # minutes at most: a figure and five lines
SPARE_DAYS = 4  # for what does not fit the day on which it begins
WEEK = 7


def missing_ships(
    made: Schedule,
    question: Question,
    ship: ProjectWork | None,
    every: int,
    start: date,
    refused: Container[int] = (),
) -> tuple[tuple[PlanItem, Pin], ...]:
    """What to ship, and when, so that at most `every` weeks pass between two things that are finished.

    Weeks are counted from the start of the plan: what was shipped before the first day is not asked.
    `refused`: days that were tried, and do not do.
    """
    if ship is None or every <= 0 or not made.finish:
        return ()
    group: Group = (ship.strand, "project")
    week = open_week(question.rhythm, (group,), question.strict)
    first, begun = question.calendar.first, start.toordinal()
    longest = every * WEEK
    last = begun + (first - begun) // longest * longest
    there = {item.id for item in question.wanted.items}
    found: dict[str, tuple[PlanItem, Pin]] = {}
    for day in [*sorted(_ship_days(made, question)), made.finish]:
        while day - last > longest:
            days = range(max(last + 1, first), last + longest - SPARE_DAYS + 1)
            then = _last_open_day([n for n in days if n not in refused], question, (week, group))
            last = then or last + longest
            if then:
                item = _small(ship, (then - begun) // WEEK + 1)
                if item.id not in there:
                    found.setdefault(item.id, (item, Pin(item.id, date.fromordinal(then))))
        last = max(last, day)
    return tuple(found.values())


def _small(ship: ProjectWork, week: int) -> PlanItem:
    """Named by the week of the plan, so that it stays the same while others move."""
    minutes = min(ship.minutes, SMALL_SHIP)
    return PlanItem(f"ship/{week}", "project", ship.id, "Ship something small", minutes, ship.strand)


def _ship_days(made: Schedule, question: Question) -> list[int]:
    """The days on which a project, or something small, is finished."""
    last: dict[str, int] = {}
    for sitting in made.sittings:
        if sitting.task >= 0 and question.wanted.items[sitting.task].work == "project":
            item = question.wanted.items[sitting.task]
            last[item.id if item.id.startswith("ship/") else item.concept] = sitting.day
    return list(last.values())


def _last_open_day(days: Sequence[int], question: Question, where: tuple[Week, Group]) -> int | None:
    for day in reversed(days):
        if day not in question.calendar.off and on_day(where[0], day, where[1]) >= SHORTEST_SITTING:
            return day
    return None
