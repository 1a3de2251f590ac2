"""Turns of an interview: one prompt as it was shown, what was answered, and how the learner scored it.

A turn is opened as a question is, closed by the fact of its answer, and scored by a second fact; scored
again, the later one counts. What is shown of one is read from there: it stays as it was when content moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from groundup.actions.standing import Standing
from groundup.actions.views import Link
from groundup.records import Evidence
from groundup.workspace import Workspace

MOST = 2  # of one point: 0 is missing, 1 is partly, 2 is made


@dataclass(frozen=True)
class Shown:
    """A prompt as it was shown. `lab`: the one whose checks judge the code; empty where none is asked for.

    `rubric` is empty until the answer is given."""

    theme: str
    prompt: str
    question: str
    minutes: int
    concepts: tuple[str, ...]
    rubric: tuple[str, ...]
    lab: str
    began: datetime


@dataclass(frozen=True)
class Drilled:
    """What the checks of the lab said of the code, on inputs that were made for this turn."""

    source: str
    passed: bool
    checks: int
    of: int
    sentence: str


@dataclass(frozen=True)
class Answer:
    """`text` is empty where it was said aloud."""

    text: str
    seconds: float
    at: datetime
    drilled: Drilled | None


@dataclass(frozen=True)
class Turn:
    """`reason`: why this prompt was drawn."""

    id: str
    shown: Shown
    reason: str
    answer: Answer | None = None
    scores: tuple[int, ...] = ()

    @property
    def state(self) -> Literal["open", "answered", "scored"]:
        if self.answer is None:
            return "open"
        return "scored" if self.scores else "answered"

    @property
    def points(self) -> tuple[int, int]:
        """Made, of how many."""
        return sum(self.scores), MOST * len(self.shown.rubric)

    @property
    def share(self) -> float:
        made, of = self.points
        return made / of if of else 0.0

    @property
    def over_s(self) -> float:
        """Seconds beyond the minutes that are advised; 0 within them."""
        return max(self.answer.seconds - 60 * self.shown.minutes, 0.0) if self.answer else 0.0


def turns(w: Workspace) -> tuple[Turn, ...]:
    """Every prompt that was answered, of the themes that there are; newest first."""
    found = [turn for theme in w.catalog.interview for turn in of_theme(w, theme)]
    return tuple(sorted(found, key=_when, reverse=True))


def of_theme(w: Workspace, theme: str) -> tuple[Turn, ...]:
    """In the order in which they were answered."""
    found: dict[str, Turn] = {}
    for _, fact in w.store.evidence(w.store.learner(), concept=theme):
        id = str(fact.outcome.detail.get("turn", ""))
        if fact.activity.kind != "interview":
            continue
        if fact.outcome.result == "answered":
            found.setdefault(id, _answered(id, fact))
        elif id in found:
            found[id] = replace(found[id], scores=_scores(fact, found[id]))
    return tuple(found.values())


def open_turn(id: str, theme: str, prompt: str, question: Mapping[str, Any]) -> Turn:
    """As it was shown, without its rubric."""
    return Turn(id, replace(_shown(theme, prompt, question), rubric=()), str(question.get("reason", "")))


def concept_links(w: Workspace, now: Standing, concepts: Sequence[str]) -> tuple[Link, ...]:
    """Those that there are, with where each stands."""
    known = [id for id in concepts if id in w.catalog.concepts]
    return tuple(Link(id, w.catalog.concept(id).title, now.mastery[id].state) for id in known)


def _when(turn: Turn) -> datetime:
    return turn.answer.at if turn.answer else turn.shown.began


def _answered(id: str, fact: Evidence) -> Turn:
    detail = fact.outcome.detail
    prompt = fact.activity.name.rpartition("/")[2]
    answer = Answer(str(detail.get("answer", "")), fact.duration_s, fact.at, _drilled(detail.get("drill")))
    return Turn(id, _shown(fact.activity.concept, prompt, detail), str(detail.get("reason", "")), answer)


def _shown(theme: str, prompt: str, kept: Mapping[str, Any]) -> Shown:
    return Shown(
        theme=theme,
        prompt=prompt,
        question=str(kept["prompt"]),
        minutes=int(kept["minutes"]),
        concepts=tuple(kept["concepts"]),
        rubric=tuple(kept["rubric"]),
        lab=str(kept.get("lab", "")),
        began=datetime.fromisoformat(kept["began"]),
    )


def _drilled(kept: Mapping[str, Any] | None) -> Drilled | None:
    return None if kept is None else Drilled(**kept)


def _scores(fact: Evidence, turn: Turn) -> tuple[int, ...]:
    given = tuple(int(score) for score in fact.outcome.detail.get("scores", ()))
    return given if len(given) == len(turn.shown.rubric) else turn.scores
