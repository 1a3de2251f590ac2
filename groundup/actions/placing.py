"""Placement for people: the next question of a round, its answer, and what the answers say, with reasons.

A round is begun, left and taken up again by nothing but its answers. Leaving is pausing; a redo is a new
round with questions of its own. What counts for plan and mastery is decided in `placed`.
"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from groundup import learner
from groundup.actions.asking import answer, ask
from groundup.actions.placed import course_of, rounds
from groundup.actions.reasons import because
from groundup.actions.standing import Standing, current_state, standing
from groundup.actions.views import (
    Asked,
    Link,
    PlacedArea,
    PlacedConcept,
    PlacementOffer,
    PlacementProgress,
    PlacementQuestion,
    PlacementView,
)
from groundup.records import GroundupError, Marked
from groundup.workspace import Workspace


def placement(w: Workspace, round: int | None = None) -> PlacementView:
    """What a round concluded so far, area by area; without `round`, the latest one."""
    now = standing(w)
    chosen = _chosen(rounds(w, now.state), round)
    if chosen is None:
        return PlacementView(None, _progress(w, None), "", (), False, _seed(w, now.state))
    course = _course(w, now.state, chosen)
    return PlacementView(
        round=chosen,
        progress=_progress(w, course),
        sentence=learner.findings(course).sentence,
        areas=_areas(w, now, course),
        counts=now.placed.round == chosen,
        fresh=_seed(w, now.state),
    )


def placement_question(w: Workspace, round: int | None = None) -> PlacementQuestion:
    """The next question of a round; `asked` is None when there is none left to ask.

    Without `round`, the latest round goes on if it is not over, and a new one begins otherwise. A number
    that no round has begins one.
    """
    with w.lock:
        state = current_state(w)
        chosen = _chosen(rounds(w, state), None) if round is None else round
        if chosen is None or (round is None and learner.is_over(_course(w, state, chosen))):
            chosen = _seed(w, state)
        course = _course(w, state, chosen)
        last = course.answers[-1].result if course.answers else ""
        return PlacementQuestion(chosen, _next(w, course), _progress(w, course), last)


def answer_placement(
    w: Workspace, round: int, instance_id: str, text: str, duration_s: float = 0.0, *, unknown: bool = False
) -> Marked | None:
    """Answer the question that stands next in a round; None, and nothing is recorded, if it is another one.

    An answer that cannot be read leaves the question open, as everywhere.
    """
    with w.lock:
        waiting = placement_question(w, round)
        if waiting.asked is None or waiting.asked.id != instance_id:
            return None
        return answer(w, instance_id, text, duration_s, unknown=unknown, placement=round)


def placement_reasons(w: Workspace, concept: str) -> tuple[str, ...]:
    """From which answers it follows what the round that counts says of a concept; empty without one."""
    now = standing(w)
    if now.placed.round is None or concept not in now.placed.conclusions:
        return ()
    return because(_course(w, now.state, now.placed.round), now.placed.conclusions[concept])


def placement_offer(w: Workspace) -> PlacementOffer:
    """Whether to offer a placement: to a newcomer, or one who paused. And what the last one left out."""
    now = standing(w)
    latest = _chosen(rounds(w, now.state), None)
    inferred = tuple(id for id in now.path if now.mastery[id].state == "inferred")
    if latest is not None:
        course = _course(w, now.state, latest)
        offer: Literal["resume", ""] = "" if learner.is_over(course) else "resume"
        return PlacementOffer(offer, len(course.answers), inferred)
    is_new = not any(one.pieces for one in now.mastery.values())
    return PlacementOffer(
        "begin" if is_new and any(node.families for node in w.catalog.graph.values()) else "", 0, inferred
    )


def left_out(inferred: tuple[str, ...]) -> tuple[str, ...]:
    """What is said to whom a placement has spared work; nothing where it has not."""
    if not inferred:
        return ()
    concepts = "1 concept" if len(inferred) == 1 else f"{len(inferred)} concepts"
    their = "its lesson and lab are" if len(inferred) == 1 else "their lessons and labs are"
    return (
        f"Your placement says that you know {concepts} of your path: {their} left out, the practice stays.",
    )


def _chosen(made: dict[int, tuple[learner.Answer, ...]], round: int | None) -> int | None:
    if round is None:
        return next(reversed(made), None)
    if round not in made:
        raise GroundupError("not-found", f"There is no placement {round}. Begin one: groundup placement")
    return round


def _seed(w: Workspace, state: learner.State) -> int:
    """The number of a new round: the same one until it has an answer, for to open it is not to begin it."""
    taken = rounds(w, state)
    kept: int | None = w.derived.get("fresh round")
    if kept is None or kept in taken:
        kept = w.derived["fresh round"] = w.entropy()
    return kept


def _course(w: Workspace, state: learner.State, round: int) -> learner.Placement:
    claims = [id for id in state.graph if state.standing(id).claimed]
    return course_of(w, round, rounds(w, state).get(round, ()), claims)


def _next(w: Workspace, course: learner.Placement) -> Asked | None:
    """The question that the placement wants; with the next number where this one was answered elsewhere."""
    wanted = learner.next_question(course)
    if wanted is None:
        return None
    seed = wanted.seed
    while (asked := ask(w, f"{wanted.concept}/{wanted.family}", seed)).closed:
        seed += 1
    return asked


def _progress(w: Workspace, course: learner.Placement | None) -> PlacementProgress:
    askable = sum(bool(node.families) for node in w.catalog.graph.values())
    if course is None:
        return PlacementProgress(0, learner.MOST_QUESTIONS, 0.0, False, askable)
    found = learner.findings(course)
    return PlacementProgress(
        found.asked, learner.MOST_QUESTIONS, found.expected, learner.is_over(course), askable
    )


def _areas(w: Workspace, now: Standing, course: learner.Placement) -> tuple[PlacedArea, ...]:
    """By stage, in roadmap order; computed once for these answers, since reasons take a tenth of a second."""
    key = (w.catalog.version, course.seed, course.answers)
    found = learner.findings(course).conclusions
    kept: tuple[object, dict[str, tuple[str, ...]]] | None = w.derived.get("reasons")
    if kept is None or kept[0] != key:
        kept = (key, {id: because(course, conclusion) for id, conclusion in found.items()})
        w.derived["reasons"] = kept
    areas = []
    for stage in w.catalog.stages:
        concepts = tuple(
            PlacedConcept(
                Link(id, w.catalog.concept(id).title, now.mastery[id].state), found[id], kept[1][id]
            )
            for id, node in w.catalog.graph.items()
            if node.stage == stage.id
        )
        counts = Counter(one.conclusion.finding for one in concepts)
        if concepts:
            areas.append(
                PlacedArea(stage.title, counts["known"], counts["not known"], counts["open"], concepts)
            )
    return tuple(areas)
