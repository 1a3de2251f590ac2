"""What the evidence adds up to: counts, memories and dates, from which everything else is read off.

Promises: `step` never changes the state it is given; `replay` and any sequence of `step`s over the same
evidence give the same numbers, whatever the order of arrival and however often a piece arrives. Evidence is
taken in its order of occurrence: by instant, and by id (a UUIDv7) within one instant. A piece that arrives
late therefore costs a replay; any other costs a few dictionaries.

What counts:
- a question counts once for each instance, by its first answer; "I don't know" is a wrong answer, and never
  a slip; a right one practises the other families of its concept by half;
- a placement's question (`detail["placement"]`) counts for its concept and for what shares credit with it,
  not for how answers go while learning; answered wrong, it starts no memory;
- a lab counts when it first passes, as LAB_WORTH right answers and a review of every family of its concept.
  Failing verdicts on the way are work, not errors;
- a lesson starts the memory of families that have none, with the shortest interval that is not a failure;
- a claim is remembered and changes no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from groundup.learner.answers import Overall
from groundup.learner.days import study_day
from groundup.learner.links import Links, links
from groundup.learner.memory import DEFAULT_RETENTION, USUAL, Curve
from groundup.learner.tables import Family, Standing, Tables, apply
from groundup.records import Evidence, Graph

_Log = tuple["_Log", Evidence] | None  # newest first; shared between states, never changed
_Key = tuple[datetime, str]


@dataclass(frozen=True)
class State:
    """Derived from evidence alone, as of the last piece of it; `today` is an argument of those who ask."""

    graph: Graph
    retention: float
    overall: Overall
    tables: Tables
    links: Links = field(repr=False, compare=False)
    log: _Log = field(default=None, repr=False, compare=False)

    @property
    def curve(self) -> Curve:
        """How this learner forgets, as it is assumed."""
        return self.tables.curve

    def standing(self, concept: str) -> Standing:
        return self.tables.concepts.get(concept, Standing())

    def family(self, concept: str, family: str) -> Family:
        return self.tables.families.get((concept, family), Family())

    def family_counts(self, concept: str) -> dict[str, int]:
        """How many questions of each family of this concept were answered."""
        return {
            family: entry.wins + entry.fails
            for (owner, family), entry in self.tables.families.items()
            if owner == concept
        }

    def questions_on(self, day: date) -> int:
        """How many questions were answered on that study day."""
        return self.tables.days.get(day.toordinal(), 0)

    def lesson_read(self, concept: str) -> bool:
        return self.standing(concept).done.lesson is not None

    def evidence(self) -> Iterator[Evidence]:
        """All of it, newest first."""
        yield from _pieces(self.log)

    def passed_sources(self, lab: str) -> frozenset[str]:
        """Fingerprints (`detail["source"]`) of the texts that passed this lab."""
        return self.tables.passed.get(lab, frozenset())


def begin(graph: Graph, retention: float = DEFAULT_RETENTION, curve: Curve = USUAL) -> State:
    """The state before any evidence; `retention` is the desired chance of recall at review."""
    return State(graph, retention, Overall(), Tables(curve=curve), links(graph))


def step(state: State, evidence: Evidence) -> State:
    """The state after one more piece of evidence."""
    if state.log is None or _key(evidence) > _key(state.log[1]):
        tables = state.tables.copied()
        overall = apply(state.links, state.overall, tables, evidence, _day(evidence))
        return _with(state, overall, tables, (state.log, evidence))
    if _key(evidence) == _key(state.log[1]):
        return state
    return replay(state.graph, [*_pieces(state.log), evidence], state.retention, state.curve)


def replay(
    graph: Graph,
    evidence: Iterable[Evidence],
    retention: float = DEFAULT_RETENTION,
    curve: Curve = USUAL,
) -> State:
    """The state after all of this evidence, in whatever order it comes and with any repetitions."""
    state = begin(graph, retention, curve)
    pieces = {_key(piece): piece for piece in evidence}
    overall, tables, log = state.overall, state.tables, state.log
    for key in sorted(pieces):
        overall = apply(state.links, overall, tables, pieces[key], _day(pieces[key]))
        log = (log, pieces[key])
    return _with(state, overall, tables, log)


def reaches_back(state: State, evidence: Iterable[Evidence]) -> bool:
    """Whether some of it is not newer than what the state has seen: one replay is then cheaper than steps."""
    return state.log is not None and any(_key(piece) <= _key(state.log[1]) for piece in evidence)


def _with(state: State, overall: Overall, tables: Tables, log: _Log) -> State:
    return State(state.graph, state.retention, overall, tables, state.links, log)


def _pieces(log: _Log) -> Iterator[Evidence]:
    while log is not None:
        log, piece = log
        yield piece


def _key(evidence: Evidence) -> _Key:
    # In UTC, for Python compares two instants of one zone by their wall clocks, which repeat in autumn.
    if evidence.at.utcoffset() is None:
        raise ValueError(f"evidence {evidence.id} has no offset: {evidence.at.isoformat()} names no instant")
    return evidence.at.astimezone(UTC), evidence.id


def _day(evidence: Evidence) -> int:
    return study_day(evidence.at).toordinal()
