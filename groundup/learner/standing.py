"""Mastery: what the state says about each concept on one study day.

- *new*: nothing was done here (a credit from elsewhere is a number, not a deed; the questions of a placement
  find out, they teach nothing).
- *claimed*: only the learner says so, and no placement says otherwise.
- *inferred*: only a placement says so, from answers here or on neighbours. It is never mastery.
- *learning*: something was done, and it is not enough to be mastered.
- *mastered*: answers to at least three different questions (instances) were right at the first attempt and a
  question of middle difficulty that cannot be guessed would be answered right with a chance of at least
  KNOWN_ENOUGH; or the lab has passed. A mastery by lab ends when the last three answers were wrong, one by
  questions as soon as the chance is lower.
- *fading*: mastered, and the mean retrievability of its families is under the desired retention.

A claim changes none of the numbers. A placement gives the chance of concepts where nothing else was done.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from graphlib import TopologicalSorter

from groundup.learner.answers import chance
from groundup.learner.memory import Memory, due_on, retrievability
from groundup.learner.state import State
from groundup.learner.tables import ENOUGH_QUESTIONS, Standing
from groundup.records import Conclusion, Graph, Mastery, MasteryState

KNOWN_ENOUGH = 0.8
LOST_STREAK = -3


def mastery(state: State, today: date, placed: Mapping[str, Conclusion] | None = None) -> dict[str, Mastery]:
    """The mastery of every concept of the graph, in its order; `placed`: what a placement concluded."""
    conclusions = placed or {}
    memories = memories_by_concept(state)
    known = _known(state, conclusions)
    day = today.toordinal()
    return {
        concept: _one(
            state, concept, known[concept], memories.get(concept, {}), day, conclusions.get(concept)
        )
        for concept in state.graph
    }


def predict(state: State, concept: str, family: str, guess: float | None = None) -> float:
    """The chance that the next answer to this family is right; `guess` as in its last question by default."""
    entry = state.family(concept, family)
    difficulty = state.links.families.get(concept, {}).get(family, 0)
    rate = entry.guess if guess is None else guess
    tally = state.standing(concept).tally
    return chance(state.overall, tally, entry.wins, entry.fails, difficulty=difficulty, guess=rate)


def memories_by_concept(state: State) -> dict[str, dict[str, Memory]]:
    """The memories of the families that the graph still has, by concept; family "" where there are none."""
    found: dict[str, dict[str, Memory]] = {}
    for (concept, name), family in state.tables.families.items():
        names = state.links.families.get(concept)
        if family.memory is not None and names is not None and (name in names or not names):
            found.setdefault(concept, {})[name] = family.memory
    return found


def is_mastered(row: Standing, known: float) -> bool:
    if row.done.lab is not None and row.tally.streak > LOST_STREAK:
        return True
    return len(row.right) >= ENOUGH_QUESTIONS and known >= KNOWN_ENOUGH


def _one(
    state: State,
    concept: str,
    known: float,
    memories: dict[str, Memory],
    day: int,
    conclusion: Conclusion | None,
) -> Mastery:
    row = state.standing(concept)
    remembered = _mean(retrievability(memory, day, state.curve) for memory in memories.values())
    due = min((due_on(memory, state.retention, state.curve) for memory in memories.values()), default=None)
    return Mastery(
        concept,
        _state(row, known, remembered, state.retention, conclusion),
        known,
        remembered,
        None if due is None else date.fromordinal(due),
        row.pieces,
        row.last,
    )


def _state(
    row: Standing,
    known: float,
    remembered: float | None,
    retention: float,
    conclusion: Conclusion | None,
) -> MasteryState:
    if row.pieces and is_mastered(row, known):
        return "fading" if remembered is not None and remembered < retention else "mastered"
    if not row.is_only_placed:
        return "learning"
    if conclusion is not None and conclusion.finding != "open":
        return "inferred" if conclusion.finding == "known" else "new"
    return "claimed" if row.claimed else "new"


def _known(state: State, placed: Mapping[str, Conclusion]) -> dict[str, float]:
    """The chance for each concept; an untouched one is not known better than what it rests on.

    Where nothing was done outside a placement, its conclusion stands for the answers.
    """
    known: dict[str, float] = {}
    for concept in _prerequisites_first(state.graph):
        row = state.standing(concept)
        below = min((known[p] for p in state.graph[concept].prerequisites if p in known), default=1.0)
        if concept in placed and row.is_only_placed:
            known[concept] = min(placed[concept].chance, below)
        else:
            own = own_chance(state, concept)
            known[concept] = own if row.pieces else own * below
    return known


def own_chance(state: State, concept: str) -> float:
    """The chance of a right answer from what was answered here; the mean over its families."""
    row = state.standing(concept)
    entries = [state.tables.families.get((concept, name)) for name in state.links.families.get(concept, {})]
    answered = [(entry.wins, entry.fails) if entry else (0, 0) for entry in entries] or [(0, 0)]
    return sum(chance(state.overall, row.tally, w, f) for w, f in answered) / len(answered)


def _prerequisites_first(graph: Graph) -> Iterable[str]:
    known = {id: [p for p in node.prerequisites if p in graph] for id, node in graph.items()}
    return TopologicalSorter(known).static_order()


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None
