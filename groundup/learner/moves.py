"""Why: what moved a concept, piece by piece, with the amounts.

The evidence is replayed once, and looked at before and after each piece that bears on the concept: one on the
concept itself, or one on a concept that shares credit with it. What happens in between is said too: answers
elsewhere tell how this learner's answers go, and time makes forget. The amounts add up to what is known and
remembered today, but for concepts where a placement or what it rests on decides (see `standing`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from groundup.learner.answers import Overall
from groundup.learner.days import study_day
from groundup.learner.memory import retrievability
from groundup.learner.standing import own_chance
from groundup.learner.state import State
from groundup.learner.tables import Tables, apply
from groundup.records import Evidence

How = Literal["own", "credit", "blame", "others", "time"]
LEAST = 0.005  # a change of less than half a hundredth is not told, unless by what was done here


@dataclass(frozen=True)
class Look:
    """Known and remembered at one moment; None before the first practice."""

    known: float
    remembered: float | None


@dataclass(frozen=True)
class Move:
    """`evidence` is None where nothing single moved it; `count`: how many answers or days it stands for."""

    how: How
    day: date
    before: Look
    after: Look
    evidence: Evidence | None = None
    count: int = 1


def moves(state: State, concept: str, today: date) -> tuple[Move, ...]:
    """Newest first; empty where no evidence bears on the concept."""
    found: list[Move] = []
    overall, tables = Overall(), Tables(curve=state.curve)
    last: Look | None = None
    last_day, elsewhere = today, 0
    for piece in reversed(list(state.evidence())):
        day = study_day(piece.at)
        how = _bearing(state, concept, piece)
        if how is None:
            overall = apply(state.links, overall, tables, piece, day.toordinal())
            elsewhere += piece.activity.kind == "question"
            continue
        before = _look(state, overall, tables, concept, day)
        if last is not None:
            found += _between(last, before, last_day, day, elsewhere)
        overall = apply(state.links, overall, tables, piece, day.toordinal())
        last, last_day, elsewhere = _look(state, overall, tables, concept, day), day, 0
        move = Move(how, day, before, last, piece)
        if how == "own" or _changes(before, last):
            found.append(move)
    if last is not None:
        found += _between(last, _look(state, overall, tables, concept, today), last_day, today, elsewhere)
    return tuple(reversed(found))


def _bearing(state: State, concept: str, piece: Evidence) -> How | None:
    where, kind, result = piece.activity.concept, piece.activity.kind, piece.outcome.result
    if where == concept:
        return "own"
    if result in ("right", "passed") and concept in state.links.inner.get(where, {}):
        return "credit"
    if kind == "question" and result != "right" and concept in state.links.outer.get(where, {}):
        return "blame"
    return None


def _look(state: State, overall: Overall, tables: Tables, concept: str, day: date) -> Look:
    now = State(state.graph, state.retention, overall, tables, state.links)
    memories = [
        family.memory
        for name in state.links.families.get(concept) or ("",)
        if (family := tables.families.get((concept, name))) is not None and family.memory is not None
    ]
    recalls = [retrievability(memory, day.toordinal(), state.curve) for memory in memories]
    return Look(own_chance(now, concept), sum(recalls) / len(recalls) if recalls else None)


def _between(before: Look, after: Look, first: date, last: date, elsewhere: int) -> Iterable[Move]:
    """What moved it while nothing bore on it: other answers move what is known, time what is remembered."""
    middle = Look(after.known, before.remembered)
    if elsewhere and _changes(before, middle):
        yield Move("others", last, before, middle, count=elsewhere)
    if last > first and _changes(middle, after):
        yield Move("time", last, middle, after, count=(last - first).days)


def _changes(before: Look, after: Look) -> bool:
    recalls = (before.remembered or 0.0, after.remembered or 0.0)
    return abs(after.known - before.known) >= LEAST or abs(recalls[1] - recalls[0]) >= LEAST
