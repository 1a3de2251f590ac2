"""What a goal asks for: the concepts and projects of a role, a track, a concept, or a named plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from groundup import planner
from groundup.catalog import PlanOutline
from groundup.planner import ProjectWork
from groundup.records import Goal, GroundupError
from groundup.workspace import Workspace

SMALL_SHIP = "fun-mini-project"  # what is shipped where no project ends in time
OPEN_ENDED = "open_ended"


@dataclass(frozen=True)
class Aim:
    """`phases`: which concepts and projects come in which stretch of a plan; `lite`: concepts without lab."""

    title: str
    concepts: tuple[str, ...]
    projects: tuple[ProjectWork, ...] = ()
    phases: Mapping[str, int] = field(default_factory=dict)
    lite: frozenset[str] = frozenset()


def aim_of(w: Workspace, goal: Goal) -> Aim:
    """Raises GroundupError("not-found")."""
    if goal.kind == "concept":
        return Aim(w.catalog.concept(goal.id).title, (goal.id,))
    if goal.kind == "plan":
        if goal.id not in courses(w):
            raise GroundupError("not-found", f"There is no plan called {goal.id!r} that could be a goal.")
        return _of_plan(w, w.catalog.plans[goal.id])
    if goal.id not in w.catalog.tracks:
        raise GroundupError("not-found", f"There is no {goal.kind} called {goal.id!r}.")
    track = w.catalog.tracks[goal.id]
    return Aim(track.title, track.concepts, project_works(w, track.projects))


def is_there(w: Workspace, goal: Goal) -> bool:
    if goal.kind == "plan":
        return goal.id in courses(w)
    return goal.id in (w.catalog.concepts if goal.kind == "concept" else w.catalog.tracks)


def courses(w: Workspace) -> tuple[str, ...]:
    """The named plans that say what is learned, not only when: they can be a goal."""
    return tuple(id for id, plan in w.catalog.plans.items() if _stretches(plan) or plan.kind == "slice")


def goal_concepts(w: Workspace, goal: Goal) -> tuple[str, ...]:
    return aim_of(w, goal).concepts


def goal_title(w: Workspace, goal: Goal) -> str:
    return aim_of(w, goal).title


def project_works(w: Workspace, ids: Sequence[str]) -> tuple[ProjectWork, ...]:
    found = (w.catalog.projects[id] for id in dict.fromkeys(ids) if id in w.catalog.projects)
    return tuple(ProjectWork(p.id, p.title, round(60 * p.hours), p.concepts) for p in found)


def small_ship(w: Workspace) -> ProjectWork | None:
    """Something small to ship; where the content has no project for that, it is without one of its own."""
    if SMALL_SHIP not in w.catalog.projects:
        return None
    return ProjectWork(SMALL_SHIP, w.catalog.projects[SMALL_SHIP].title, 60, ())


# --- plans that say what is learned ---------------------------------------------------------------


def _of_plan(w: Workspace, plan: PlanOutline) -> Aim:
    if plan.kind == "slice":
        return Aim(plan.title, plan.concepts, project_works(w, plan.projects))
    phases: dict[str, int] = {}
    for n, stretch in enumerate(_stretches(plan)):
        for concept in _concepts_in(w, plan, stretch):
            phases.setdefault(concept, n)
    projects = _projects_of(w, plan)
    concepts = tuple(phases)
    for project, n in projects.items():
        phases[project] = n
    hours = _project_hours(plan)
    named = project_works(w, tuple(projects))
    works = tuple(replace(project, minutes=hours.get(project.id, project.minutes)) for project in named)
    lite = frozenset(plan.tables.get("lite", ()))
    return Aim(plan.title, concepts, works, _with_prerequisites(w, phases), lite)


def _stretches(plan: PlanOutline) -> list[Mapping[str, Any]]:
    """Blocks of weeks or phases of days, as far as they name stages."""
    found = [*plan.tables.get("blocks", ()), *plan.tables.get("phases", ())]
    return [stretch for stretch in found if stretch.get("stages")]


def _concepts_in(w: Workspace, plan: PlanOutline, stretch: Mapping[str, Any]) -> Iterator[str]:
    named = stretch.get("concepts", ())
    elsewhere = set(plan.tables.get("moved", ())) - set(named)
    for concept in w.catalog.concepts.values():
        of_stage = concept.stage in stretch["stages"] and concept.id not in elsewhere
        if concept.id in named or (of_stage and _is_wanted(w, plan, concept.id)):
            yield concept.id


def _is_wanted(w: Workspace, plan: PlanOutline, concept: str) -> bool:
    """Of specialisations those of the default track; of a short plan those that belong to it."""
    track = plan.tables.get("default_track")
    if track is not None:
        specials = {t.track: t.concepts for t in w.catalog.tracks.values() if t.kind == "specialisation"}
        others = {c for name, concepts in specials.items() if name != track for c in concepts}
        return concept not in others - set(specials.get(track, ()))
    return w.catalog.concept(concept).place.path90 if "lite" in plan.tables else True


def _projects_of(w: Workspace, plan: PlanOutline) -> dict[str, int]:
    """The projects that a plan names, each with its stretch."""
    stretches = _stretches(plan)
    found: dict[str, int] = {}
    for n, stretch in enumerate(stretches):
        for entry in stretch.get("projects", ()):
            found.setdefault(entry["project"], n)
    for entry in plan.tables.get("project_weeks", ()):
        if not entry.get(OPEN_ENDED):
            week = entry["weeks"][1]
            n = next((n for n, s in enumerate(stretches) if s["weeks"][0] <= week <= s["weeks"][1]), 0)
            found.setdefault(entry["project"], n)
    return found


def _project_hours(plan: PlanOutline) -> dict[str, int]:
    """Minutes of projects to which a plan gives hours of its own."""
    entries = list(plan.tables.get("project_weeks", ()))
    for stretch in _stretches(plan):
        entries += stretch.get("projects", ())
    return {entry["project"]: round(60 * entry["hours"]) for entry in entries if "hours" in entry}


def _with_prerequisites(w: Workspace, phases: Mapping[str, int]) -> dict[str, int]:
    """What a phase rests on comes no later than the phase itself."""
    graph, found = w.catalog.graph, dict(phases)
    for concept in reversed(planner.path_to(graph, [c for c in phases if c in graph])):
        for below in graph[concept].prerequisites:
            found[below] = min(found.get(below, found[concept]), found[concept])
    return found
