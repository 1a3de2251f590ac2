"""What is to be scheduled: the items as tasks, and the three priorities that are tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from groundup.planner.scheduling import Task
from groundup.planner.week import SHORTEST_SITTING, Group, Week, group_of, longest
from groundup.records import Graph, Plan, PlanItem, Work

STABLE_DAYS = 7
HELD = -1e9  # before any other rank
URGENT = 2 * HELD  # and what a pin needs, if it would not be ready otherwise, before that
KIND = 1e5  # more than any rank within one kind of work
PHASE = 1e6  # more than any rank within one phase
FAMILIES_IF_OUTLINED = 4  # question families of a concept whose questions are not written yet

Needs = Sequence[tuple[int, ...]]  # for each item the places of those that come before it


@dataclass(frozen=True)
class Demand:
    """Items and, place by place, their tasks. `ranks`: for each priority a number per task, lowest first."""

    items: tuple[PlanItem, ...]
    tasks: tuple[Task, ...]
    ranks: tuple[tuple[float, ...], ...]

    @property
    def minutes_by_group(self) -> dict[Group, int]:
        found: dict[Group, int] = {}
        for task in self.tasks:
            found[task.group] = found.get(task.group, 0) + task.minutes
        return found


@dataclass(frozen=True)
class Fixed:
    """What is settled about the order: `held` places of items by id, pinned days, phases of concepts and
    projects, and whether what the pins need comes before all else."""

    held: Mapping[str, int] = field(default_factory=dict)
    pins: Mapping[str, int] = field(default_factory=dict)
    phases: Mapping[str, int] = field(default_factory=dict)
    urgent: bool = False


def demand(
    items: Sequence[PlanItem], needs: Needs, graph: Graph, fixed: Fixed, places: Sequence[int]
) -> Demand:
    """The items at `places` (closed under needs) as tasks."""
    index = {place: n for n, place in enumerate(places)}
    before = [tuple(index[p] for p in needs[place]) for place in places]
    chosen = tuple(items[place] for place in places)
    after: list[list[int]] = [[] for _ in chosen]
    for n, earlier in enumerate(before):
        for p in earlier:
            after[p].append(n)
    tasks = tuple(
        Task(
            item.minutes,
            group_of(item),
            tuple(after[n]),
            len(before[n]),
            _families(item, graph),
            fixed.pins.get(item.id, 0),
        )
        for n, item in enumerate(chosen)
    )
    chains = _longest_chain_first(tasks)
    ranks = (
        _by_kind(tasks, chains, "lab", first=True),
        _by_kind(tasks, chains, "practice", first=False),
        chains,
    )
    urgent = _urgent(tasks, before) if fixed.urgent else {}
    return Demand(chosen, tasks, tuple(_settled(rank, chosen, fixed, urgent) for rank in ranks))


def first_week(plan: Plan, first: date) -> tuple[str, ...]:
    """The items that a plan has before or within the next seven days, in its order."""
    end = first + timedelta(STABLE_DAYS)
    soon = (placed.item.id for placed in plan.placed if placed.day < end and placed.item.work != "review")
    return tuple(dict.fromkeys(soon))


def misfits(
    items: Sequence[PlanItem], needs: Needs, week: Week, known: Mapping[str, str] | None = None
) -> dict[int, str]:
    """The places of items that fit no slot of their kind, and of those that wait for one, with the reason.

    `known`: reasons by id for items of which it is known already.
    """
    most = {group: longest(week, group) for group in {group_of(item) for item in items}}
    found: dict[int, str] = {}
    for place in _in_order(needs):
        item = items[place]
        blocking = next((p for p in needs[place] if p in found), None)
        if blocking is not None:
            found[place] = f"It waits for {items[blocking].id}, which is not planned."
        elif item.id in (known or {}):
            found[place] = (known or {})[item.id]
        elif most[group_of(item)] < min(item.minutes, SHORTEST_SITTING):
            found[place] = _misfit(item, most[group_of(item)])
    return found


def _misfit(item: PlanItem, most: int) -> str:
    if not most:
        strand = f" of the strand {item.strand}" if item.strand else ""
        return f"No part of your week takes work of the kind {item.work}{strand}: let one take it."
    need = min(item.minutes, SHORTEST_SITTING)
    return (
        f"It needs {need} minutes in one sitting, and the longest part of your week for {item.work} "
        f"has {most}: make one longer."
    )


def _in_order(needs: Needs) -> list[int]:
    """Places so that each comes after what it needs; given in any order, without cycles."""
    waiting = [len(before) for before in needs]
    after: list[list[int]] = [[] for _ in needs]
    for place, before in enumerate(needs):
        for p in before:
            after[p].append(place)
    order = [place for place, count in enumerate(waiting) if not count]
    for place in order:  # grows while it is walked
        for later in after[place]:
            waiting[later] -= 1
            if not waiting[later]:
                order.append(later)
    return order


def _families(item: PlanItem, graph: Graph) -> int:
    if item.work != "lesson" or item.concept not in graph:
        return 0
    return len(graph[item.concept].families) or FAMILIES_IF_OUTLINED


def _by_kind(tasks: Sequence[Task], rank: Sequence[float], work: Work, *, first: bool) -> list[float]:
    """One kind of work before or after all others. Labs fit the fewest slots, practice the most: where the
    week has a rhythm, plans in which labs never wait for practice end up to a twentieth sooner."""
    return [KIND * ((task.group[1] == work) != first) + rank[n] for n, task in enumerate(tasks)]


def _longest_chain_first(tasks: Sequence[Task]) -> list[float]:
    chain = [0.0] * len(tasks)
    for n in _latest_first(tasks):
        chain[n] = tasks[n].minutes + max((chain[s] for s in tasks[n].successors), default=0.0)
    return [-minutes for minutes in chain]


def _latest_first(tasks: Sequence[Task]) -> list[int]:
    before: list[list[int]] = [[] for _ in tasks]
    for n, task in enumerate(tasks):
        for s in task.successors:
            before[s].append(n)
    return _in_order([tuple(b) for b in before])[::-1]


def _urgent(tasks: Sequence[Task], before: Sequence[tuple[int, ...]]) -> dict[int, float]:
    """What pinned tasks rest on, with the first of the days that it is needed for."""
    found: dict[int, float] = {}
    for n in sorted((n for n, task in enumerate(tasks) if task.pinned), key=lambda n: -tasks[n].pinned):
        waiting = list(before[n])
        while waiting:
            place = waiting.pop()
            if found.get(place) != tasks[n].pinned:
                found[place] = float(tasks[n].pinned)
                waiting += before[place]
    return found


def _settled(
    rank: Sequence[float], items: Sequence[PlanItem], fixed: Fixed, urgent: Mapping[int, float]
) -> tuple[float, ...]:
    found = []
    for n, item in enumerate(items):
        if n in urgent:
            found.append(URGENT + urgent[n])
        elif item.id in fixed.held:
            found.append(HELD + fixed.held[item.id])
        else:
            found.append(rank[n] + PHASE * fixed.phases.get(item.concept, 0))
    return tuple(found)
