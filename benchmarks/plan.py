"""How good is the plan, does it keep every rule, and how long does planning anew take?

    python -m benchmarks.plan [--json]

The whole map is planned, in every preset rhythm and for several hours a week, strictly and not. Three things
are compared with what nothing can beat:

- the end, with a lower bound that is proved in the run: a day by which not even work that could be cut into
  minutes and done in any order would fit the planned share of the slots that take it (a maximum flow from
  kinds of work to slots), nor the longest chain of prerequisites the hours there are. The minutes of review
  are those of the plan. The bound knows nothing else of prerequisites.
- the rules, counted by a check that shares no code with the planner: prerequisites, capacities, days off,
  pins, and the rhythm where it is strict.
- the slip after lost days, in days on which there is something to study.

Planning anew is timed end to end: items, brief, schedule, notes, with the order of the week before held.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date, timedelta
from itertools import product

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from benchmarks.learner import Row, at_most
from groundup import planner
from groundup.catalog import content_roots, load
from groundup.planner import Brief
from groundup.planner.search import Question
from groundup.planner.week import SHORTEST_SITTING, Group, open_week
from groundup.records import Goal, Graph, Pin, Placed, Plan, Rhythm, Settings, Slot, Wishes

START = date(2026, 1, 5)
HOURS = (5, 9, 16)
STRICT = {"strict": True, "loose": False}
SOME = 6  # seeds of days off and pins


def brief_of(graph: Graph, name: str, hours: float, strict: bool, today: date = START) -> Brief:
    items = planner.items(planner.path_to(graph, graph), graph)
    settings = Settings(Goal("role", ""), hours, planner.rhythm(name, hours), START)
    return Brief(items, graph, settings, today, Wishes(strict=strict))


# --- the bound -----------------------------------------------------------------------------------


def bound(question: Question, reviews: int) -> int:
    """Days from the first, that one included, before which no schedule with these reviews can end."""
    low, high = chain_days(question), 1
    while not fits(question, reviews, high):
        high *= 2
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(question, reviews, middle) else (middle + 1, high)
    return low


def fits(question: Question, reviews: int, days: int) -> bool:
    """Whether all minutes fit the slots of so many days that take them, in any order and cut at will.

    But for one rule of the planner: a sitting has at least SHORTEST_SITTING minutes, unless it is the end of
    an item. Slots that are shorter therefore hold fewer than that of each item, the rest goes to longer ones.
    """
    minutes = question.wanted.minutes_by_group
    ends: Counter[Group] = Counter()
    for task in question.wanted.tasks:
        ends[task.group] += min(task.minutes, SHORTEST_SITTING - 1)
    week = open_week(question.rhythm, tuple(minutes), question.strict)
    first = question.calendar.first
    times = Counter((day - 1) % 7 for day in range(first, first + days))
    edges: list[tuple[str, str, int]] = [("start", f"{g}", minutes[g]) for g in minutes]
    edges += [(f"{g}", f"{g} ends", ends[g]) for g in minutes]
    edges.append(("start", "reviews", reviews))
    for weekday, day in enumerate(week):
        for n, opening in enumerate(day):
            slot = f"slot {weekday} {n}"
            edges.append((slot, "end", opening.capacity * times[weekday]))
            word = " ends" if opening.most < SHORTEST_SITTING else ""
            taken = {*opening.own, *opening.spill}
            edges += [(f"{g}{word}", slot, minutes[g]) for g in taken if g in minutes]
            if opening.reviews:
                edges.append(("reviews", slot, reviews))
    nodes = {name: n for n, name in enumerate(dict.fromkeys(x for edge in edges for x in edge[:2]))}
    rows, columns = ([nodes[edge[side]] for edge in edges] for side in (0, 1))
    sizes = np.array([edge[2] for edge in edges], dtype=np.int32)
    network = csr_array((sizes, (rows, columns)), shape=(len(nodes), len(nodes)))
    flow = maximum_flow(network, nodes["start"], nodes["end"]).flow_value
    return bool(flow == sum(minutes.values()) + reviews)


def chain_days(question: Question) -> int:
    """Days that the longest chain takes if every planned minute of every day went to it."""
    tasks = question.wanted.tasks
    longest = [0] * len(tasks)
    waiting = [task.waits_for for task in tasks]
    ready = [n for n, count in enumerate(waiting) if not count]
    for n in ready:  # grows while it is walked
        longest[n] += tasks[n].minutes
        for after in tasks[n].successors:
            longest[after] = max(longest[after], longest[n])
            waiting[after] -= 1
            if not waiting[after]:
                ready.append(after)
    left, days = max(longest), 0
    while left > 0:
        weekday = (question.calendar.first + days - 1) % 7
        left -= sum(
            int(s.minutes * planner.PLANNED_SHARE) for s in question.rhythm.slots if s.weekday == weekday
        )
        days += 1
    return days


def ends(graph: Graph) -> Iterator[Row]:
    ratios: dict[str, float] = {}
    for name in planner.RHYTHMS:
        for word, strict in STRICT.items():
            for hours in HOURS:
                solved = planner.solve(brief_of(graph, name, hours, strict))
                made, question = solved.found.made, solved.question
                reviews = sum(sitting.minutes for sitting in made.sittings if sitting.task < 0)
                days = made.finish - question.calendar.first + 1
                ratios[f"{name} {word} {hours} h"] = days / bound(question, reviews)
    worst = max(ratios, key=ratios.__getitem__)
    shown = {name: ratio for name, ratio in ratios.items() if name == worst or name.endswith(" 9 h")}
    yield at_most("end of the plan / proved bound, worst", ratios[worst], 1.05, **shown)
    yield at_most("end of the plan / proved bound, median", statistics.median(ratios.values()), 1.05)


# --- the rules -----------------------------------------------------------------------------------


def violations(graph: Graph, brief: Brief, plan: Plan) -> Counter[str]:
    """Rules that a plan breaks, by name; written without the planner."""
    found: Counter[str] = Counter()
    order: dict[str, list[int]] = defaultdict(list)
    used: Counter[tuple[date, str]] = Counter()
    for n, sitting in enumerate(plan.placed):
        order[sitting.item.id].append(n)
        used[sitting.day, sitting.part] += sitting.minutes
        found["rhythm"] += not any(
            allows(slot, sitting, brief.wishes.strict) for slot in brief.settings.rhythm.slots
        )
        found["day off"] += sitting.day in brief.settings.days_off
    found["capacity"] += over(brief, used)
    for concept, node in graph.items():
        mine = [n for id, places in order.items() if id.startswith(f"{concept}/") for n in places]
        for below in node.prerequisites:
            before = [n for id, places in order.items() if id.startswith(f"{below}/") for n in places]
            found["prerequisite"] += bool(mine and before and max(before) > min(mine))
    for pin in brief.wishes.pins:
        days = [s.day for s in plan.placed if s.item.id == pin.item]
        found["pin"] += bool(days) and min(days) != pin.day
    return found


def over(brief: Brief, used: Counter[tuple[date, str]]) -> int:
    """Parts of days with more minutes than stated, or by which more were used than were planned so far."""
    stated: Counter[tuple[int, str]] = Counter()
    planned: Counter[tuple[int, str]] = Counter()
    for slot in brief.settings.rhythm.slots:
        stated[slot.weekday, slot.part] += slot.minutes
        planned[slot.weekday, slot.part] += int(slot.minutes * planner.PLANNED_SHARE)
    found = 0
    so_far: Counter[tuple[int, str]] = Counter()
    days = (max(day for day, _ in used) - brief.first).days + 1 if used else 0
    for day in (brief.first + timedelta(n) for n in range(days)):
        for place in (place for place in stated if place[0] == day.weekday()):
            if day not in brief.settings.days_off:
                so_far[place] += planned[place]
            minutes = used.get((day, place[1]), 0)
            so_far[place] -= minutes
            found += minutes > stated[place] or so_far[place] < 0
    return found


def allows(slot: Slot, sitting: Placed, strict: bool) -> bool:
    if (slot.weekday, slot.part) != (sitting.day.weekday(), sitting.part):
        return False
    work = not slot.works or sitting.item.work in slot.works
    strand = not slot.strands or sitting.item.strand in (None, *slot.strands)
    if sitting.item.work == "review":
        return work
    return work and strand if strict or not slot.strands else work or strand


def rules(graph: Graph) -> Iterator[Row]:
    found: Counter[str] = Counter()
    plans = 0
    for name in planner.RHYTHMS:
        for strict in STRICT.values():
            for seed in range(SOME):
                rng = random.Random(f"{name} {strict} {seed}")
                brief = brief_of(graph, name, rng.choice(HOURS), strict)
                off = tuple(START + timedelta(rng.randrange(400)) for _ in range(rng.randrange(20)))
                item = rng.choice(brief.items).id
                pins = (Pin(item, START + timedelta(rng.randrange(30, 300))),)
                brief = replace(
                    brief,
                    settings=replace(brief.settings, days_off=off),
                    wishes=replace(brief.wishes, pins=pins),
                )
                found += violations(graph, brief, planner.laid(brief))
                plans += 1
    yield at_most(f"rules broken in {plans} plans", sum(found.values()), 0, **found)


# --- planning anew -------------------------------------------------------------------------------


def again(graph: Graph) -> Iterator[Row]:
    """As in the server, what was loaded before is left alone by the garbage collector, which is at work."""
    gc.collect()
    gc.freeze()
    wall: list[float] = []
    slips: dict[str, list[float]] = defaultdict(list)
    for hours, name, strict in product(HOURS, planner.RHYTHMS, STRICT.values()):
        brief = brief_of(graph, name, hours, strict)
        plan = planner.laid(brief)
        for lost in range(1, 15):
            began = time.perf_counter()
            late = replace(brief_of(graph, name, hours, strict, START + timedelta(lost)), held=week_of(plan))
            anew = planner.laid(late)
            wall.append(time.perf_counter() - began)
            slips[f"{name} {hours} h"].append(slip(brief.settings.rhythm, plan, anew, lost))
    p95, median = 1e3 * float(np.quantile(wall, 0.95)), 1e3 * statistics.median(wall)
    yield at_most(f"planning {len(graph)} concepts anew, p95 ms", p95, 50, median=median)
    most = {name: max(found) for name, found in slips.items()}
    mean = {f"{name}, mean": statistics.mean(found) for name, found in slips.items() if any(found)}
    at_nine = max(most[f"{name} 9 h"] for name in planner.RHYTHMS)
    yield at_most("study days slipped beyond those lost, at 9 h, most", at_nine, 0, **most, **mean)


def week_of(plan: Plan) -> tuple[str, ...]:
    return planner.first_week(plan, START)


def slip(rhythm: Rhythm, before: Plan, after: Plan, lost: int) -> float:
    """Study days by which the end moved, less those that were lost."""
    assert before.finish is not None and after.finish is not None
    missed = study_days(rhythm, START, START + timedelta(lost))
    if after.finish >= before.finish:
        return study_days(rhythm, before.finish, after.finish) - missed
    return -study_days(rhythm, after.finish, before.finish) - missed


def study_days(rhythm: Rhythm, first: date, last: date) -> int:
    weekdays = {slot.weekday for slot in rhythm.slots if slot.minutes > 1}
    return sum((first + timedelta(n)).weekday() in weekdays for n in range((last - first).days))


def measured() -> Iterator[Row]:
    graph = load(content_roots()).graph
    yield from ends(graph)
    yield from rules(graph)
    yield from again(graph)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    chosen = parser.parse_args()
    rows = list(measured())
    if chosen.json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
        return
    table = Table("measure", "value", "target", "met", "anchors")
    for row in rows:
        anchors = ", ".join(f"{name} {value:.3f}" for name, value in row.anchors.items())
        table.add_row(row.measure, f"{row.value:.4g}", row.target, "yes" if row.met else "no", anchors)
    Console().print(table)


if __name__ == "__main__":
    main()
