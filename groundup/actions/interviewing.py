"""Interviews: a prompt against the clock, the answer, and the points that a good answer makes.

The clock is advice: beginning and end are kept, nothing is cut off. The answer is kept before its points are
shown. The learner scores it, so a score is a claim, and moves no mastery; where a prompt asks for code, the
checks of its lab judge that, on fresh inputs, and that is evidence like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from groundup.actions import prompting
from groundup.actions.building import check_lab, write_source
from groundup.actions.recording import evidence, record
from groundup.actions.standing import current_settings, local_now, standing
from groundup.actions.telling import Story, stories
from groundup.actions.turns import MOST, Drilled, Turn, concept_links, of_theme, open_turn
from groundup.actions.views import LabChecked, Link
from groundup.catalog import Prompt, Theme
from groundup.grading import Instance
from groundup.records import Activity, GroundupError, Outcome, uuid7
from groundup.workspace import Workspace

LONGEST_ANSWER = 20_000  # characters, of the text and of the code each: an hour of fast typing
DRILLS = "practice/interview"  # where the terminal puts the file of a drill; Git ignores it


@dataclass(frozen=True)
class Drill:
    """The code that a prompt asks for: from the starter, away from the learner's library."""

    lab: str
    title: str
    brief: str
    module: str
    starter: str


@dataclass(frozen=True)
class TurnView:
    """A turn with what stands beside it. `before`: the last time that this prompt was scored."""

    turn: Turn
    title: str
    concepts: tuple[Link, ...]
    drill: Drill | None
    stories: tuple[Story, ...]
    seconds: float
    before: Turn | None


def begin_turn(w: Workspace, which: str = "", seed: int | None = None, instead_of: str = "") -> TurnView:
    """Draw a prompt of all, of a theme, or the one that is named, and start its clock.

    `instead_of`: the id of an open turn that is left for it. Raises GroundupError("not-found").
    """
    avoid = _leave(w, instead_of) if instead_of else ""
    number = w.entropy() if seed is None else seed
    theme, prompt, reason = prompting.choose(w, which, number, avoid)
    shown = {
        "prompt": prompt.question,
        "rubric": list(prompt.rubric),
        "concepts": list(prompt.concepts),
        "minutes": theme.minutes_each,
        "lab": _lab_of(w, theme, prompt),
        "reason": reason,
        "began": _now(w).isoformat(),
    }
    made = Instance(uuid7(), prompt.id, theme.id, number, _version(prompt), shown)
    w.store.save_instance(w.store.learner(), made)
    w.derived["open turn"] = made.id
    return turn(w, made.id)


def turn(w: Workspace, id: str) -> TurnView:
    """Open, answered or scored; its points are shown once it is answered.

    Raises GroundupError("not-found").
    """
    instance, closed = _instance(w, id)
    of_this_theme = of_theme(w, instance.concept) if closed else ()
    found = next((one for one in of_this_theme if one.id == id), None)
    if found is None and closed:
        raise GroundupError("not-found", "This prompt was left for another one. Draw a fresh one.")
    now = found or open_turn(id, instance.concept, instance.family, instance.question)
    earlier = [one for one in of_this_theme if _is_earlier(one, now)]
    shown = now.shown
    return TurnView(
        turn=now,
        title=_title(w, shown.theme),
        concepts=concept_links(w, standing(w), shown.concepts),
        drill=_drill(w, shown.lab) if now.state == "open" else None,
        stories=stories(w, shown.concepts) if shown.theme == prompting.STORIES else (),
        seconds=now.answer.seconds if now.answer else max((_now(w) - shown.began).total_seconds(), 0.0),
        before=earlier[-1] if earlier else None,
    )


def try_drill(w: Workspace, id: str, source: str) -> LabChecked:
    """Check the code so far, as the lab checks it; the learner's own module is left alone."""
    now = turn(w, id)
    if now.turn.state != "open" or now.drill is None:
        raise GroundupError("conflict", "Nothing is to be checked here: no code is asked for any more.")
    return check_lab(w, now.drill.lab, _text(source, "code"))


def drill_file(w: Workspace, id: str) -> Path:
    """The starter as a file of its own, for an editor; what is in it already stays."""
    now = turn(w, id)
    if now.drill is None:
        raise GroundupError("conflict", "This prompt asks for no code.")
    path = w.root / DRILLS / f"{now.turn.shown.prompt}-{now.turn.id[:13]}.py"
    if not path.exists():
        write_source(path, now.drill.starter)
    return path


def end_turn(w: Workspace, id: str, answer: str, source: str = "") -> TurnView:
    """Stop the clock and keep the answer; an empty one was said aloud. The first answer counts.

    `source`: the code of a prompt that asks for some; its checks run now. Raises GroundupError.
    """
    now = turn(w, id)
    if now.turn.state != "open":
        return now
    instance, _ = _instance(w, id)
    seconds = now.seconds  # what follows is our time, not the learner's
    text = _text(answer, "answer").strip()
    drilled = _drilled(w, now.drill, _text(source, "code")) if now.drill else None
    detail = {
        **instance.question,
        "turn": id,
        "seed": instance.seed,
        "answer": text,
        "drill": asdict(drilled) if drilled else None,
    }
    activity = Activity(
        "interview", instance.concept, f"{instance.concept}/{instance.family}", instance.version
    )
    try:
        w.store.answer(id, evidence(w, activity, Outcome("answered", detail=detail), seconds))
    except GroundupError as error:
        if error.code != "conflict":  # another window was quicker: the first answer counts
            raise
    return turn(w, id)


def score_turn(w: Workspace, id: str, scores: Sequence[int]) -> TurnView:
    """Score each point 0, 1 or 2; scored again, the later scores count. Raises GroundupError."""
    now = turn(w, id)
    if now.turn.state == "open":
        raise GroundupError("conflict", "Answer first: the points are shown then.")
    points = now.turn.shown.rubric
    if len(scores) != len(points) or not set(scores) <= set(range(MOST + 1)):
        raise GroundupError("invalid", f"Score each of the {len(points)} points: 0, 1 or 2.")
    instance, _ = _instance(w, id)
    activity = Activity(
        "interview", instance.concept, f"{instance.concept}/{instance.family}", instance.version
    )
    record(w, activity, Outcome("scored", detail={"turn": id, "scores": list(scores)}), 0.0)
    return turn(w, id)


def open_now(w: Workspace) -> Turn | None:
    """The last turn that this program opened, while it is open. Another program's is not known here."""
    id = w.derived.get("open turn")
    try:
        now = turn(w, id).turn if id else None
    except GroundupError:  # left, or the database was replaced under us
        return None
    return now if now is not None and now.state == "open" else None


# --- what a turn is made of ----------------------------------------------------------------------


def _instance(w: Workspace, id: str) -> tuple[Instance, bool]:
    missing = GroundupError("not-found", f"There is no prompt {id} that was drawn here. Draw a fresh one.")
    try:
        instance, closed = w.store.instance(id)
    except GroundupError as error:
        raise (missing if error.code == "not-found" else error) from error
    if "rubric" not in instance.question:  # a question of a concept
        raise missing
    return instance, closed


def _leave(w: Workspace, id: str) -> str:
    """Close an open turn without an answer; the name of its prompt."""
    instance, closed = _instance(w, id)
    if not closed:
        w.store.close_instance(id)
    return f"{instance.concept}/{instance.family}"


def _version(prompt: Prompt) -> str:
    text = "\n".join((prompt.question, *prompt.rubric))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _lab_of(w: Workspace, theme: Theme, prompt: Prompt) -> str:
    """The lab whose checks judge the code; empty where the prompt asks for none, or the lab is outlined."""
    if theme.id != prompting.FROM_SCRATCH:
        return ""
    labs = [w.catalog.concepts[id].lab for id in prompt.concepts if id in w.catalog.concepts]
    fit = (lab.id for lab in labs if lab is not None and lab.id in w.catalog.labs and not lab.is_folder)
    return next(fit, "")


def _drill(w: Workspace, lab: str) -> Drill | None:
    if lab not in w.catalog.labs:
        return None
    found = w.catalog.lab(lab)
    title = w.catalog.concept(found.concept).title
    return Drill(found.id, title, found.brief, found.module, found.starter)


def _drilled(w: Workspace, drill: Drill | None, source: str) -> Drilled | None:
    """What the checks say; None where no code was written, or our side could not run it."""
    if drill is None or source.strip() in ("", drill.starter.strip()):
        return None
    verdict = check_lab(w, drill.lab, source).verdict
    if verdict.run.ours:
        raise GroundupError("busy", f"Your code could not be run just now: {verdict.sentence} Try again.")
    passed = sum(check.passed for check in verdict.checks)
    return Drilled(source, verdict.passed, passed, len(verdict.checks), verdict.sentence)


def _text(given: str, what: str) -> str:
    text = given.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_ANSWER:
        raise GroundupError(
            "invalid", f"The {what} is longer than {LONGEST_ANSWER:,} characters: shorten it."
        )
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise GroundupError("invalid", f"The {what} holds characters that cannot be kept.")
    return text


def _is_earlier(one: Turn, now: Turn) -> bool:
    same = one.shown.prompt == now.shown.prompt and one.id != now.id
    return same and one.state == "scored" and one.shown.began < now.shown.began


def _title(w: Workspace, theme: str) -> str:
    found = w.catalog.interview.get(theme)
    return found.title if found is not None else theme


def _now(w: Workspace) -> datetime:
    return local_now(w, current_settings(w))
