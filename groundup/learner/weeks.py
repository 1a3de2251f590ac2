"""What a week brought: what was learned, what faded, what moved. Computed from evidence, as everything is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from groundup.learner.days import study_day
from groundup.learner.standing import mastery
from groundup.learner.state import State, replay
from groundup.learner.tables import is_placement
from groundup.records import Evidence, Mastery

DAYS = 7
MOST_MOVED = 5
LEAST_MOVED = 0.02
LONGEST_S = 4 * 3600.0


@dataclass(frozen=True)
class Change:
    """What was known of a concept before and after."""

    concept: str
    before: float
    after: float


@dataclass(frozen=True)
class Week:
    """The seven study days from `first` to `last`. Concepts by id, in roadmap order; `moved` most first."""

    first: date
    last: date
    learned: tuple[str, ...]  # mastered now, and not before
    faded: tuple[str, ...]  # fading now, and not before
    brought_back: tuple[str, ...]  # mastered now, and fading before
    moved: tuple[Change, ...]
    questions: int
    right: int
    lessons: tuple[str, ...]
    labs: tuple[str, ...]
    days: int  # on which anything was done
    minutes: int


def week(state: State, last: date) -> Week:
    """The week that ends with this study day; what came later is left out."""
    first = last - timedelta(days=DAYS - 1)
    pieces = [(study_day(piece.at), piece) for piece in state.evidence()]
    then = _standing(state, [piece for day, piece in pieces if day < first], first)
    now = _standing(state, [piece for day, piece in pieces if day <= last], last)
    inside = [(day, piece) for day, piece in reversed(pieces) if first <= day <= last]
    done = [piece for _, piece in inside]
    asked = [piece for piece in done if piece.activity.kind == "question" and not is_placement(piece)]
    return Week(
        first,
        last,
        learned=tuple(
            id for id in now if now[id].state == "mastered" and then[id].state not in ("mastered", "fading")
        ),
        faded=tuple(id for id in now if now[id].state == "fading" != then[id].state),
        brought_back=tuple(id for id in now if (then[id].state, now[id].state) == ("fading", "mastered")),
        moved=_moved(then, now),
        questions=len(asked),
        right=sum(piece.outcome.result == "right" for piece in asked),
        lessons=_concepts(done, "lesson", "read"),
        labs=_concepts(done, "lab", "passed"),
        days=len({day for day, _ in inside}),
        minutes=round(sum(min(max(piece.duration_s, 0.0), LONGEST_S) for piece in done) / 60),
    )


def _standing(state: State, pieces: list[Evidence], day: date) -> dict[str, Mastery]:
    return mastery(replay(state.graph, pieces, state.retention, state.curve), day)


def _moved(then: dict[str, Mastery], now: dict[str, Mastery]) -> tuple[Change, ...]:
    """Those on which something was done, by how much their chance moved."""
    changes = [
        Change(id, then[id].known, one.known) for id, one in now.items() if one.pieces > then[id].pieces
    ]
    far = [change for change in changes if abs(change.after - change.before) >= LEAST_MOVED]
    return tuple(sorted(far, key=lambda change: -abs(change.after - change.before))[:MOST_MOVED])


def _concepts(pieces: list[Evidence], kind: str, result: str) -> tuple[str, ...]:
    found = (p.activity.concept for p in pieces if p.activity.kind == kind and p.outcome.result == result)
    return tuple(dict.fromkeys(found))
