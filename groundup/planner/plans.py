"""The plan: what is placed on which day, what is not, and what is said about it.

Promises: equal input gives an equal plan; each item is placed whole or unplaced with a reason, once; more
whole hours a week of a preset never end later; a plan that follows a previous one keeps its order for the
next seven days; what was missed is planned again, and nothing is ever overdue. It takes no account of how
likely the learner is to keep to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from groundup.planner.demand import demand, held_order, misfits
from groundup.planner.paths import ProjectWork, needs
from groundup.planner.rhythms import PARTS, any_work
from groundup.planner.scheduling import Calendar, reviews_by_day
from groundup.planner.search import Found, Question, best_at, best_of
from groundup.planner.ways import said, ways_out
from groundup.planner.week import group_of, open_week
from groundup.records import Graph, Placed, Plan, PlanItem, Rhythm, Settings, Unplaced


def plan(
    items: Sequence[PlanItem],
    graph: Graph,
    settings: Settings,
    today: date,
    reviews: Mapping[date, int] | None = None,
    previous: Plan | None = None,
    projects: Sequence[ProjectWork] = (),
    spent: int = 0,
    strict: bool = False,
) -> Plan:
    """Place `items` from `today` (or the start, if that is later) on.

    reviews: forecast minutes of review by study day, for what is already learned.
    spent: minutes already worked today; they are taken off today's first parts.
    strict: keep to the rhythm even where a slot then stays empty. Otherwise a slot for which nothing of its
        own is ready takes its kind of work of another strand, or other work of its strand.
    """
    first = max(today, settings.start)
    before = needs(items, graph, projects)
    week = open_week(settings.rhythm, tuple({group_of(item): None for item in items}), strict)
    unfit = misfits(items, before, week)
    fitting = [place for place in range(len(items)) if place not in unfit]
    wanted = demand(items, before, graph, held_order(previous, first), fitting)
    calendar = _calendar(settings, first, spent if first == today else 0, reviews or {})
    question = Question(wanted, settings.rhythm, settings.hours_per_week, calendar, strict)
    found = best_of(question)
    left = [Unplaced(items[place], unfit[place]) for place in sorted(unfit)]
    left += _not_reached(question, found)
    return Plan(
        as_of=today,
        placed=_placed(question, found),
        unplaced=tuple(left),
        finish=date.fromordinal(found.made.finish) if found.made.finish else None,
        minutes_left=sum(item.minutes for item in items),
        notes=tuple(_notes(question, found, left, settings.deadline)),
    )


def _calendar(settings: Settings, first: date, spent: int, reviews: Mapping[date, int]) -> Calendar:
    off = frozenset(day.toordinal() for day in settings.days_off)
    return Calendar(first.toordinal(), off, spent, reviews_by_day(reviews))


def _placed(question: Question, found: Found) -> tuple[Placed, ...]:
    unfinished = _unfinished(question, found)
    sittings = Counter(sitting.task for sitting in found.made.sittings)
    seen: Counter[int] = Counter()
    placed = []
    for task, day, part, minutes, _ in found.made.sittings:
        if task in unfinished or day > found.made.finish:
            continue
        on = date.fromordinal(day)
        if task < 0:
            item = review_item(on, minutes)
            placed.append(Placed(item, on, PARTS[part], minutes))
            continue
        seen[task] += 1
        share = f"{seen[task]} of {sittings[task]}" if sittings[task] > 1 else ""
        placed.append(Placed(question.wanted.items[task], on, PARTS[part], minutes, share))
    return tuple(placed)


def review_item(day: date, minutes: int) -> PlanItem:
    return PlanItem(f"review/{day.isoformat()}", "review", "", "Review", minutes)


def _unfinished(question: Question, found: Found) -> set[int]:
    if not found.made.left:
        return set()
    done: Counter[int] = Counter()
    for sitting in found.made.sittings:
        done[sitting.task] += sitting.minutes
    return {n for n, item in enumerate(question.wanted.items) if done[n] < item.minutes}


def _not_reached(question: Question, found: Found) -> list[Unplaced]:
    reason = "It is not reached within five years at this rhythm."
    return [Unplaced(question.wanted.items[n], reason) for n in sorted(_unfinished(question, found))]


# --- what is said --------------------------------------------------------------------------------


def _notes(question: Question, found: Found, left: Sequence[Unplaced], deadline: date | None) -> list[str]:
    notes = []
    if left:
        what = "1 item is" if len(left) == 1 else f"{len(left)} items are"
        notes.append(f"{what} not planned, first of all {left[0].item.id}. {left[0].reason}")
    if deadline is not None and found.made.finish > deadline.toordinal():
        notes.append(said(ways_out(question, found, deadline), deadline))
    if question.wanted.tasks:
        notes += _rhythm_notes(question, found)
    return notes


def _rhythm_notes(question: Question, found: Found) -> list[str]:
    notes = []
    price = _price(question, found)
    if price > 0:
        free = date.fromordinal(found.made.finish - price)
        days = "1 day" if price == 1 else f"{price} days"
        notes.append(f"The rhythm costs {days}: the same hours without it would end on {free.isoformat()}.")
    of_tasks = [sitting for sitting in found.made.sittings if sitting.task >= 0]
    spilled = sum(sitting.minutes for sitting in of_tasks if sitting.spilled)
    if spilled:
        share = 100 * spilled / sum(sitting.minutes for sitting in of_tasks)
        notes.append(f"{share:.0f} % of the time is off the rhythm: nothing of the slot's own was ready.")
    if not _takes_reviews(question.rhythm):
        notes.append("No part of your week takes reviews: add one, or what you learn will fade.")
    return notes


def _price(question: Question, found: Found) -> int:
    """Days that the rhythm costs against the same hours with any work in any slot."""
    free = any_work(question.rhythm)
    if free == question.rhythm or found.made.left:
        return 0
    made = question.answer(free, found.rank, found.made.finish)
    if made.left:  # no gain by the same priority: perhaps by another one
        made = best_at(question, free, question.hours_per_week, found.made.finish).made
    return 0 if made.left else found.made.finish - made.finish


def _takes_reviews(rhythm: Rhythm) -> bool:
    return any(slot.minutes > 0 and (not slot.works or "review" in slot.works) for slot in rhythm.slots)
