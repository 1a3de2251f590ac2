"""The plan: what is placed on which day, what is not, and what is said about it.

Promises: equal input gives an equal plan; each item is placed whole or unplaced with a reason, once; more
whole hours a week of a preset never end later; a plan that follows a previous one keeps its order for the
next seven days; what was missed is planned again, and nothing is ever overdue. It takes no account of how
likely the learner is to keep to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from groundup.planner.demand import first_week
from groundup.planner.paths import ProjectWork
from groundup.planner.rhythms import PARTS
from groundup.planner.search import Found, Question
from groundup.planner.solving import Brief, Course, Load, Solved, solve
from groundup.planner.ways import rhythm_price, said, ways_out
from groundup.planner.week import planned
from groundup.records import Graph, Placed, Plan, PlanItem, Rhythm, Settings, Unplaced, Wishes


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
    course, load = Course(tuple(projects)), Load(reviews or {}, spent)
    return laid(Brief(tuple(items), graph, settings, today, Wishes(strict=strict), course, load), previous)


def laid(brief: Brief, previous: Plan | None = None) -> Plan:
    """The plan that a brief asks for. One that was made from the same brief stays as it is; any other
    previous plan gives the order of the next seven days."""
    fingerprint = brief.fingerprint
    if previous is not None:
        if previous.asked == fingerprint:
            return previous
        brief = replace(brief, held=first_week(previous, brief.first))
    return replace(described(brief, solve(brief)), asked=fingerprint)


def described(brief: Brief, solved: Solved) -> Plan:
    question, found = solved.question, solved.found
    left = [Unplaced(solved.items[place], solved.unfit[place]) for place in sorted(solved.unfit)]
    left += _not_reached(question, found)
    return Plan(
        as_of=brief.today,
        placed=_placed(question, found),
        unplaced=tuple(left),
        finish=solved.finish,
        minutes_left=sum(item.minutes for item in brief.items),
        notes=tuple(_notes(brief, solved, left)),
    )


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


def _notes(brief: Brief, solved: Solved, left: Sequence[Unplaced]) -> list[str]:
    question, found = solved.question, solved.found
    notes = []
    if left:
        what = "1 item is" if len(left) == 1 else f"{len(left)} items are"
        notes.append(f"{what} not planned, first of all {left[0].item.id}. {left[0].reason}")
    deadline = brief.settings.deadline
    if deadline is not None and found.made.finish > deadline.toordinal():
        notes.append(said(ways_out(solved, deadline), deadline))
    if question.wanted.tasks:
        notes += _rhythm_notes(question, found)
        notes += _rest_note(brief)
    notes += _lapsed_pins(brief)
    return notes


def _rest_note(brief: Brief) -> list[str]:
    weekdays = {slot.weekday for slot in brief.settings.rhythm.slots if planned(slot.minutes) > 0}
    if len(weekdays) < 7 or brief.wishes.rest_every:
        return []
    return ["Every day of your week is a study day. Leave one free, or plan a week of rest now and then."]


def _lapsed_pins(brief: Brief) -> list[str]:
    there = {item.id for item in brief.items}
    gone = [pin for pin in brief.wishes.pins if pin.day < brief.first and pin.item in there]
    return [f"{pin.item} was pinned to {pin.day.isoformat()}; now it comes when it fits." for pin in gone]


def _rhythm_notes(question: Question, found: Found) -> list[str]:
    notes = []
    price = rhythm_price(question, found)
    if price > 0:
        free = date.fromordinal(found.made.finish - price)
        days = "1 day" if price == 1 else f"{price} days"
        day = f"{free:%A} {free.day} {free:%B} {free.year}"
        notes.append(f"The rhythm costs {days}: the same hours without it would end on {day}.")
    of_tasks = [sitting for sitting in found.made.sittings if sitting.task >= 0]
    spilled = sum(sitting.minutes for sitting in of_tasks if sitting.spilled)
    if spilled:
        share = 100 * spilled / sum(sitting.minutes for sitting in of_tasks)
        notes.append(
            f"{share:.0f} % of the time is off the rhythm: nothing of the slot's own was ready, or that is "
            "kept for a slot that would stay empty."
        )
    if not _takes_reviews(question.rhythm):
        notes.append("No part of your week takes reviews: add one, or what you learn will fade.")
    return notes


def _takes_reviews(rhythm: Rhythm) -> bool:
    return any(slot.minutes > 0 and (not slot.works or "review" in slot.works) for slot in rhythm.slots)
