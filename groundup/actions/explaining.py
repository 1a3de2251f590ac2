"""Why a concept stands where it stands: in a sentence, and piece by piece what moved it."""

from __future__ import annotations

from groundup import learner
from groundup.actions.placing import placement_reasons
from groundup.actions.standing import Standing, standing
from groundup.actions.views import Link, Moved, WhyView
from groundup.learner import Move
from groundup.records import Evidence
from groundup.workspace import Workspace

RESULTS = {"right": "right", "wrong": "wrong", "unknown": "with “I don't know”"}
UNMOVED = "Nothing you did bears on it yet."


def why(w: Workspace, id: str) -> WhyView:
    """The evidence that moved a concept, newest first, with the amounts. It replays all: on demand only.

    What is known of it may be less than the last amount says: it is never known better than what it rests on,
    and where nothing but a placement touched it, that decides.
    """
    title = w.catalog.concept(id).title
    now = standing(w)
    key = (w.store.revision(), now.today, w.catalog.version, id)
    kept: tuple[object, tuple[Move, ...]] | None = w.derived.get("moves")
    if kept is None or kept[0] != key:
        kept = (key, learner.moves(now.state, id, now.today))
        w.derived["moves"] = kept
    return WhyView(
        concept=Link(id, title, now.mastery[id].state),
        mastery=now.mastery[id],
        sentence=_sentence(now, id),
        moves=tuple(_moved(w, move) for move in kept[1]),
        placement=placement_reasons(w, id),
        rests_on=_weakest(w, now, id),
    )


def _sentence(now: Standing, id: str) -> str:
    """What its state means, and what is missing for the next one."""
    mastery, row = now.mastery[id], now.state.standing(id)
    known = f"{round(100 * mastery.known)} %"
    if mastery.state == "new":
        return (
            UNMOVED
            if not row.pieces
            else "Only questions of a placement were asked here; they teach nothing."
        )
    if mastery.state == "claimed":
        return "You say that you know it. Nothing you did shows it yet."
    if mastery.state == "inferred":
        return "Your placement says that you know it. It is not mastery: nothing else has shown it yet."
    enough = f"{len(row.right)} of {learner.ENOUGH_QUESTIONS} different questions were right at the first try"
    if mastery.state == "learning":
        least = f"{round(100 * learner.KNOWN_ENOUGH)} %"
        stands = f"{enough}, and it is known with a chance of {known}."
        return f"{stands} Mastered takes all three and {least}, or its lab."
    basis = "Its lab has passed" if row.done.lab is not None else enough
    if mastery.state == "fading":
        wanted = f"{round(100 * now.state.retention)} %"
        return f"{basis}. It is fading: what you remember fell under the {wanted} that you want to keep."
    return f"{basis}; it is known with a chance of {known}."


def _weakest(w: Workspace, now: Standing, id: str) -> str:
    """What holds an untouched concept down: the least known of those it rests on."""
    below = [p for p in now.state.graph[id].prerequisites if p in now.mastery]
    if now.state.standing(id).pieces or not below:
        return ""
    least = min(below, key=lambda p: now.mastery[p].known)
    known = f"{w.catalog.concept(least).title}, {round(100 * now.mastery[least].known)} %"
    return f"It is not known better than what it rests on: {known}."


def _moved(w: Workspace, move: Move) -> Moved:
    return Moved(
        _told(w, move), move.evidence.at if move.evidence else None, move.day, move.before, move.after
    )


def _told(w: Workspace, move: Move) -> str:
    if move.evidence is None:
        if move.how == "time":
            return "1 day passed." if move.count == 1 else f"{move.count} days passed."
        answers = "1 answer" if move.count == 1 else f"{move.count} answers"
        return f"Your {answers} on other concepts: how answers of yours go in general."
    deed = _deed(move.evidence)
    where = move.evidence.activity.concept
    title = w.catalog.concepts[where].title if where in w.catalog.concepts else where
    if move.how == "credit":
        return f"{deed} on {title}, which practises this as well."
    if move.how == "blame":
        return f"{deed} on {title}, on which this is built."
    return f"{deed}."


def _deed(piece: Evidence) -> str:
    kind, result = piece.activity.kind, piece.outcome.result
    name = piece.activity.name.rpartition("/")[2]
    if kind == "question":
        of = "A question of your placement" if "placement" in piece.outcome.detail else f"The question {name}"
        return f"{of} answered {RESULTS.get(result, result)}"
    if kind == "lab":
        return (
            "The lab passed"
            if result == "passed"
            else "A try at the lab that did not pass yet, which counts as work"
        )
    if kind == "lesson":
        return "The lesson read"
    return "Claimed, which moves no number" if result == "claimed" else "The claim withdrawn"
