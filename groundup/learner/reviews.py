"""What to review: which families are due, which questions bring most of them back, and how long that takes.

One question practises what its concept contains, and in part the other questions on it, so a few well-chosen
ones answer for many.
Nothing is overdue: what was not reviewed yesterday is simply due today, the most forgotten first.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from groundup.learner.memory import credited, due_on, retrievability
from groundup.learner.progress import pace
from groundup.learner.standing import memories_by_concept
from groundup.learner.state import State
from groundup.learner.tables import BESIDE, MINUTES_PER_QUESTION
from groundup.records import Graph

Pair = tuple[str, str]  # concept, family (bare name)

FORECAST_DAYS = 28


def due(state: State, today: date) -> tuple[Pair, ...]:
    """The (concept, family) pairs whose review is due, the most forgotten first."""
    return tuple(_urgency(state, today))


def choose_reviews(state: State, graph: Graph, today: date, minutes: float | None = None) -> tuple[Pair, ...]:
    """Which families to ask, best first, to bring back all that is due (or most of it, in `minutes`).

    Greedy cover: each step takes the question that brings back most of what is forgotten and uncovered; a
    family that is not due itself is asked only if it brings back at least two that are.
    """
    waiting = {pair: urgency for pair, urgency in _urgency(state, today).items() if pair[0] in graph}
    covers = _covers(state, graph, today, waiting)
    room = len(waiting) if minutes is None else int(minutes / minutes_per_question(state))
    queue = [(-sum(waiting[p] for p in covered), n, pair) for n, (pair, covered) in enumerate(covers.items())]
    heapq.heapify(queue)
    chosen: list[Pair] = []
    while queue and waiting and len(chosen) < room:
        promised, n, pair = heapq.heappop(queue)
        gain = sum(waiting.get(p, 0.0) for p in covers[pair])
        if gain <= 0 or (pair not in waiting and sum(p in waiting for p in covers[pair]) < 2):
            continue
        if gain < -promised - 1e-12:  # others took part of it: ask again whether it is still the best
            heapq.heappush(queue, (-gain, n, pair))
            continue
        chosen.append(pair)
        for covered in covers[pair]:
            waiting.pop(covered, None)
    return tuple(chosen)


def minutes_per_question(state: State) -> float:
    return MINUTES_PER_QUESTION * pace(state)["review"]


def review_load(state: State, today: date, days: int = FORECAST_DAYS) -> dict[date, int]:
    """Minutes of review by study day for the next `days`, from today's memories; what waits is for today."""
    counts: Counter[int] = Counter()
    first, last = today.toordinal(), today.toordinal() + days
    for concept, memories in memories_by_concept(state).items():
        if state.links.families.get(concept):
            counts.update(
                max(due_on(memory, state.retention, state.curve), first) for memory in memories.values()
            )
    each = minutes_per_question(state)
    return {today + timedelta(day - first): round(each * counts[day]) for day in range(first, last)}


def _urgency(state: State, today: date) -> dict[Pair, float]:
    """Chance of having forgotten, for each pair that is due, highest first; ties in roadmap order."""
    day = today.toordinal()
    memories = memories_by_concept(state)
    found = [
        (1 - retrievability(memory, day, state.curve), (concept, name))
        for concept in state.graph
        for name, memory in memories.get(concept, {}).items()
        if name and due_on(memory, state.retention, state.curve) <= day
    ]
    return {pair: forgotten for forgotten, pair in sorted(found, key=lambda entry: -entry[0])}


def _covers(state: State, graph: Graph, today: date, waiting: dict[Pair, float]) -> dict[Pair, list[Pair]]:
    """For each family that was practised: the due pairs that a right answer to it would bring back."""
    memories = memories_by_concept(state)
    covers: dict[Pair, list[Pair]] = {pair: [pair] for pair in waiting}
    for concept in graph:
        inner = _brought_back(state, today, waiting, state.links.inner.get(concept, {}))
        beside = _brought_back(state, today, waiting, {concept: BESIDE})
        for name in memories.get(concept, {}):
            others = inner + [pair for pair in beside if pair != (concept, name)]
            if name and others:
                covers.setdefault((concept, name), []).extend(others)
    return covers


def _brought_back(
    state: State, today: date, waiting: dict[Pair, float], shares: Mapping[str, float]
) -> list[Pair]:
    """The due pairs of these concepts that would no longer be due after such a share of a right answer."""
    day = today.toordinal()
    found = []
    for inner, share in shares.items():
        for name in state.links.families.get(inner, {}):
            memory = state.family(inner, name).memory
            if memory is None or (inner, name) not in waiting:
                continue
            if due_on(credited(memory, share, day, state.curve), state.retention, state.curve) > day:
                found.append((inner, name))
    return found
