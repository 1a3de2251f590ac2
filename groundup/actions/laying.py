"""Laying the plan: from settings, agenda and standing to the brief that the planner answers.

The plan leads to the goal, unless something is to be done first: a gap that the learner closes, or the step
at which a pass of the endgame loop stands. Both can be left, and both end by themselves.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date

from groundup import learner, planner
from groundup.actions.goals import Aim, aim_of, project_works, small_ship
from groundup.actions.steps import open_pass, step_aim
from groundup.records import Agenda, Mastery, Settings
from groundup.workspace import Workspace

SHIP_FIRST = -1  # the phase of projects where something is to be shipped every few weeks
CLOSED = ("mastered", "fading")
TAKEN_AS_KNOWN = (*CLOSED, "claimed", "inferred")


@dataclass(frozen=True)
class Known:
    """What is known when a plan is laid."""

    state: learner.State
    mastery: Mapping[str, Mastery]
    done: Container[str]
    today: date


def brief(w: Workspace, settings: Settings, agenda: Agenda, known: Known) -> planner.Brief:
    wishes = agenda.wishes
    graph = w.catalog.graph
    aim, path = chosen_way(w, settings, agenda, known)
    done = _Done(known.done, aim.lite, wishes.left_out)
    path = tuple(concept for concept in path if not _rests_on(w, concept, wishes.left_out))
    begun = project_works(w, tuple(id for id in agenda.begun if id not in {p.id for p in aim.projects}))
    projects = tuple(project for project in (*aim.projects, *begun) if project.id not in wishes.left_out)
    items = planner.items(path, graph, done, projects, learner.pace(known.state))
    finished = learner.done_items(known.state, on=known.today)
    spent = sum(item.minutes for item in planner.items(path, graph) if item.id in finished)
    phases = dict(aim.phases) if aim.phases else {}
    if wishes.ship_every:
        phases |= {project.id: SHIP_FIRST for project in projects if project.id not in phases}
    course = planner.Course(projects, phases, small_ship(w))
    load = planner.Load(learner.review_load(known.state, known.today), spent)
    return planner.Brief(items, graph, settings, known.today, wishes, course, load, agenda.held)


def chosen_way(w: Workspace, settings: Settings, agenda: Agenda, known: Known) -> tuple[Aim, tuple[str, ...]]:
    """The aim of the plan and the path to it: the gap to be closed, the step of a pass, or the goal."""
    graph, mastery = w.catalog.graph, known.mastery
    closing = closing_now(w, agenda, mastery)
    if closing:
        taken = {id for id, one in mastery.items() if one.state in TAKEN_AS_KNOWN and id != closing}
        return Aim(w.catalog.concept(closing).title, (closing,)), planner.path_to(graph, [closing], taken)
    goal = aim_of(w, settings.goal)
    way = planner.path_to(graph, goal.concepts)
    now = open_pass(agenda)
    if now is not None:
        aim = step_aim(w, now, frozenset(way))
        return replace(aim, projects=project_works(w, [p.id for p in aim.projects])), aim.concepts
    return goal, way


def closing_now(w: Workspace, agenda: Agenda, mastery: Mapping[str, Mastery]) -> str:
    """The gap that the plan closes first; empty where none was chosen, or it is closed already."""
    closing = agenda.wishes.closing
    if closing not in w.catalog.concepts or mastery[closing].state in CLOSED:
        return ""
    return closing


def _rests_on(w: Workspace, concept: str, left_out: Container[str]) -> bool:
    if not left_out:
        return False
    return any(below in left_out for below in planner.path_to(w.catalog.graph, [concept]))


@dataclass(frozen=True)
class _Done:
    """Item ids that need no work: done, left out, or the lab of a concept that is taken lightly."""

    done: Container[str]
    lite: frozenset[str]
    left_out: Container[str]

    def __contains__(self, id: object) -> bool:
        if id in self.done or id in self.left_out:
            return True
        concept, _, work = str(id).partition("/")
        return work == "lab" and concept in self.lite
