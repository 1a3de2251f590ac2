"""The six-step loop: study an endgame, learn, build for a month, list gaps, close the first, repeat.

Each pass has a goal in the learner's own words, a log, and a review at its end; the plan leads to the step at
which the pass stands. Steps go on when the learner says so, with what the evidence says beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from groundup import learner
from groundup.actions.projects import shown_by_audits
from groundup.actions.standing import Standing, require_settings, standing
from groundup.actions.steps import CLOSE_A_GAP, REPEAT, loop_steps, open_pass, step_aim
from groundup.actions.wishing import agenda
from groundup.records import Agenda, GroundupError, Pass
from groundup.workspace import Workspace

LONGEST_TEXT = 2000
GAPS_SHOWN = 5


@dataclass(frozen=True)
class StepView:
    """A step with how far it is: `known` of `wanted` concepts; `state`: "done", "now" or "later"."""

    number: int
    name: str
    exit: str
    state: str
    wanted: int
    known: int
    projects: tuple[str, ...]


@dataclass(frozen=True)
class LoopView:
    """`now` is the pass that goes on; `gaps`: (id, title, reason) of the first gaps, for the fifth step."""

    now: Pass | None
    steps: tuple[StepView, ...]
    passes: tuple[Pass, ...]
    gaps: tuple[tuple[str, str, str], ...]
    gap_title: str


def loop(w: Workspace) -> LoopView:
    require_settings(w)
    kept, now = agenda(w), standing(w)
    current = open_pass(kept)
    ranked = learner.gaps(w.catalog.graph, now.mastery, now.path, now.placed.ready, shown_by_audits(w))[
        :GAPS_SHOWN
    ]
    gaps = tuple((gap.concept, w.catalog.concept(gap.concept).title, gap.reason) for gap in ranked)
    title = w.catalog.concepts[current.gap].title if current and current.gap in w.catalog.concepts else ""
    return LoopView(current, _steps(w, current, now), kept.passes, gaps, title)


def _steps(w: Workspace, current: Pass | None, now: Standing) -> tuple[StepView, ...]:
    return tuple(_step(w, step, current, now) for step in loop_steps(w))


def _step(w: Workspace, step: Mapping[str, object], current: Pass | None, now: Standing) -> StepView:
    number = int(str(step["step"]))
    shown = replace(current, step=number) if current else Pass(1, "", now.today, number)
    aim = step_aim(w, shown, frozenset(now.path))
    known = sum(now.mastery[concept].state in ("mastered", "fading") for concept in aim.concepts)
    at = current.step if current else 0
    state = "done" if number < at else "now" if number == at else "later"
    names = tuple(project.id for project in aim.projects)
    return StepView(number, str(step["name"]), str(step["exit"]), state, len(aim.concepts), known, names)


def begin_pass(w: Workspace, goal: str) -> Pass:
    """Begin the loop, or its next pass. Raises GroundupError: "conflict" while one goes on, "invalid"."""
    require_settings(w)
    kept = agenda(w)
    if not loop_steps(w):
        raise GroundupError("not-found", "This content has no endgame loop.")
    if open_pass(kept) is not None:
        raise GroundupError("conflict", "A pass is going on. Review and end it first.")
    made = Pass(len(kept.passes) + 1, _text(goal, "What is the goal of this pass?"), standing(w).today)
    _save(w, replace(kept, passes=(*kept.passes, made)))
    return made


def note(w: Workspace, text: str) -> Pass:
    """A line in the log of the pass, under today's date."""
    now = _going_on(w)
    entry = (standing(w).today, _text(text, "What is to be noted?"))
    return _change(w, replace(now, log=(*now.log, entry)))


def go_to_step(w: Workspace, step: int) -> Pass:
    """On to this step, or back to it; the fifth takes the widest gap. Raises GroundupError("invalid")."""
    now = _going_on(w)
    if not 1 <= step < REPEAT:
        raise GroundupError(
            "invalid", f"There is no step {step}: steps 1 to 5, then review the pass and repeat."
        )
    return _change(
        w, replace(now, step=step, gap=now.gap or _first_gap(w) if step == CLOSE_A_GAP else now.gap)
    )


def choose_gap(w: Workspace, concept: str) -> Pass:
    """Which gap this pass closes."""
    w.catalog.concept(concept)
    return _change(w, replace(_going_on(w), gap=concept))


def end_pass(w: Workspace, review: str) -> Pass:
    """What the pass taught; the plan leads to the goal again until the next one begins."""
    now = _going_on(w)
    text = _text(review, "What did this pass teach you? Write a sentence or two.")
    return _change(w, replace(now, review=text, ended=standing(w).today))


def _first_gap(w: Workspace) -> str:
    now = standing(w)
    ranked = learner.gaps(w.catalog.graph, now.mastery, now.path, now.placed.ready, shown_by_audits(w))
    return ranked[0].concept if ranked else ""


def _going_on(w: Workspace) -> Pass:
    now = open_pass(agenda(w))
    if now is None:
        raise GroundupError("conflict", "No pass is going on. Begin one: groundup loop --begin GOAL")
    return now


def _text(text: str, missing: str) -> str:
    clean = " ".join(text.split())[:LONGEST_TEXT]
    if not clean:
        raise GroundupError("invalid", missing)
    return clean


def _change(w: Workspace, changed: Pass) -> Pass:
    kept = agenda(w)
    _save(w, replace(kept, passes=(*kept.passes[:-1], changed)))
    return changed


def _save(w: Workspace, kept: Agenda) -> None:
    w.store.save_agenda(w.store.learner(), kept)
