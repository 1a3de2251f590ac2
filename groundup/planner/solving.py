"""From a brief to the schedule that answers it: what fits, what is pinned, what is shipped, in which week.

Promises: a pinned item begins on its day or is not planned at all, with the reason; of two things that are
shipped the second comes at most the wished number of weeks after the first, as long as the plan lasts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from groundup.planner.demand import Fixed, demand, misfits
from groundup.planner.paths import ProjectWork, needs
from groundup.planner.rest import days_off
from groundup.planner.scheduling import Calendar, reviews_by_day
from groundup.planner.search import Found, Question, best_of
from groundup.planner.ships import missing_ships
from groundup.planner.week import SHORTEST_SITTING, Week, group_of, on_day, open_week
from groundup.records import Graph, Pin, PlanItem, Settings, Wishes

MORE_SHIPS = 3  # times that ships are added because others moved

Shipped = tuple[PlanItem, Pin]


@dataclass(frozen=True)
class Course:
    """The projects on the way, the phase of each concept and project, and what is shipped where none is."""

    projects: tuple[ProjectWork, ...] = ()
    phases: Mapping[str, int] = field(default_factory=dict)
    ship: ProjectWork | None = None


@dataclass(frozen=True)
class Load:
    """Forecast minutes of review by study day, and the minutes already worked today."""

    reviews: Mapping[date, int] = field(default_factory=dict)
    spent: int = 0


@dataclass(frozen=True)
class Brief:
    """What a plan is asked for. `held`: items whose order was promised for the next seven days."""

    items: tuple[PlanItem, ...]
    graph: Graph
    settings: Settings
    today: date
    wishes: Wishes = field(default_factory=Wishes)
    course: Course = field(default_factory=Course)
    load: Load = field(default_factory=Load)
    held: tuple[str, ...] = ()

    @property
    def first(self) -> date:
        return max(self.today, self.settings.start)

    @property
    def fingerprint(self) -> int:
        """Equal for equal briefs; within one process."""
        course = (self.course.projects, tuple(self.course.phases.items()), self.course.ship)
        load = (tuple(sorted(self.load.reviews.items())), self.load.spent)
        rests = tuple(node.prerequisites for node in self.graph.values())
        return hash((self.items, rests, self.settings, self.today, self.wishes, course, load, self.held))

    def wishing(self, **changed: object) -> Brief:
        return replace(self, wishes=replace(self.wishes, **changed))  # type: ignore[arg-type]  # names of fields


@dataclass(frozen=True)
class Solved:
    """The answer: `items` with what is shipped on the way, and why some of them are not planned.

    `bare`: the answer without what is shipped, where something is.
    """

    items: tuple[PlanItem, ...]
    question: Question
    found: Found
    unfit: Mapping[int, str]
    bare: Solved | None = None

    @cached_property
    def finish(self) -> date | None:
        return date.fromordinal(self.found.made.finish) if self.found.made.finish else None

    @property
    def left(self) -> int:
        return len(self.unfit) + self.found.made.left


def solve(brief: Brief) -> Solved:
    solved = bare = _solve(brief, ())
    every, ship = brief.wishes.ship_every, brief.course.ship
    shipped: tuple[Shipped, ...] = ()
    refused: frozenset[int] = frozenset()  # days on which nothing can be shipped after all
    for _ in range(MORE_SHIPS):
        start = brief.settings.start
        missing = missing_ships(solved.found.made, solved.question, ship, every, start, refused)
        if not missing:
            break
        solved = replace(_solve(brief, (*shipped, *missing)), bare=bare)
        left = {solved.items[place].id for place in solved.unfit}
        refused |= {pin.day.toordinal() for item, pin in missing if item.id in left}
        shipped += tuple(one for one in missing if one[0].id not in left)
    return _solve_with(brief, solved, shipped)


def _solve_with(brief: Brief, solved: Solved, shipped: tuple[Shipped, ...]) -> Solved:
    """Without what could not be shipped: that is nobody's wish, and is not told as left over."""
    planned = {item.id for item, _ in shipped}
    if all(item.id in planned for item in solved.items[len(brief.items) :]):
        return solved
    return replace(_solve(brief, shipped), bare=solved.bare)


def _solve(brief: Brief, shipped: Sequence[Shipped]) -> Solved:
    items = (*brief.items, *(item for item, _ in shipped))
    before = needs(items, brief.graph, brief.course.projects)
    groups = tuple({group_of(item): None for item in items})
    week = open_week(brief.settings.rhythm, groups, brief.wishes.strict)
    calendar = _calendar(brief)
    pins = _pins(brief, items, shipped)
    known = _impossible(items, pins, week, calendar.off)
    while True:
        unfit = misfits(items, before, week, known)
        fixed = Fixed(held={id: n for n, id in enumerate(brief.held)}, pins=pins, phases=brief.course.phases)
        solved = _answered(brief, items, before, unfit, calendar, fixed)
        late = _not_begun(solved)
        if late:
            solved = _answered(brief, items, before, unfit, calendar, replace(fixed, urgent=True))
            late = _not_begun(solved)
        if not late:
            return solved
        known |= {id: _too_late(pins[id]) for id in late}


def _answered(
    brief: Brief,
    items: tuple[PlanItem, ...],
    before: Sequence[tuple[int, ...]],
    unfit: Mapping[int, str],
    calendar: Calendar,
    fixed: Fixed,
) -> Solved:
    fitting = [place for place in range(len(items)) if place not in unfit]
    wanted = demand(items, before, brief.graph, fixed, fitting)
    settings = brief.settings
    question = Question(wanted, settings.rhythm, settings.hours_per_week, calendar, brief.wishes.strict)
    return Solved(items, question, best_of(question), unfit)


def _calendar(brief: Brief) -> Calendar:
    first = brief.first
    spent = brief.load.spent if first == brief.today else 0
    off = days_off(brief.settings, brief.wishes, first)
    return Calendar(first.toordinal(), off, spent, reviews_by_day(brief.load.reviews))


# --- pins ----------------------------------------------------------------------------------------


def _pins(brief: Brief, items: Sequence[PlanItem], shipped: Sequence[Shipped]) -> dict[str, int]:
    """Days by item; a pin whose day has passed holds nothing any more."""
    there = {item.id for item in items}
    pins = (*brief.wishes.pins, *(pin for _, pin in shipped))
    return {pin.item: pin.day.toordinal() for pin in pins if pin.item in there and pin.day >= brief.first}


def _impossible(
    items: Sequence[PlanItem], pins: Mapping[str, int], week: Week, off: frozenset[int]
) -> dict[str, str]:
    found = {}
    for item in (item for item in items if item.id in pins):
        day = pins[item.id]
        if day in off:
            found[item.id] = (
                f"It is pinned to {_day(day)}, which is a day off. Move the pin, or study that day."
            )
        elif on_day(week, day, group_of(item)) < min(item.minutes, SHORTEST_SITTING):
            found[item.id] = f"It is pinned to {_day(day)}, and no part of that day takes it. Move the pin."
    return found


def _not_begun(solved: Solved) -> list[str]:
    tasks = solved.question.wanted.tasks
    begun = {sitting.task for sitting in solved.found.made.sittings}
    return [
        solved.question.wanted.items[n].id for n, task in enumerate(tasks) if task.pinned and n not in begun
    ]


def _too_late(day: int) -> str:
    return f"It is pinned to {_day(day)}, and cannot begin then: what it needs is not done. Move the pin."


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
