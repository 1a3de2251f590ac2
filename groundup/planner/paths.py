"""From goals to work: the concepts on the way, and what there is to do for each, in prerequisite order."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

from groundup.records import Graph, Node, PlanItem, Strand, Work

PROJECT_SITTING = 120  # minutes: one increment of a project


@dataclass(frozen=True)
class ProjectWork:
    """A project as the planner sees it: done after its concepts (those on the path), in increments."""

    id: str
    title: str
    minutes: int
    concepts: tuple[str, ...]
    strand: Strand | None = None


def path_to(graph: Graph, goals: Iterable[str], done: Container[str] = ()) -> tuple[str, ...]:
    """The goals and all that they rest on, in roadmap order, without what is done or needed only for that."""
    wanted: set[str] = set()
    waiting = list(goals)
    while waiting:
        concept = waiting.pop()
        if concept not in wanted and concept not in done and concept in graph:
            wanted.add(concept)
            waiting += graph[concept].prerequisites
    return tuple(concept for concept in graph if concept in wanted)


def items(
    path: Sequence[str],
    graph: Graph,
    done: Container[str] = frozenset(),
    projects: Sequence[ProjectWork] = (),
    pace: Mapping[Work, float] | None = None,
) -> tuple[PlanItem, ...]:
    """Lesson, practice and lab of each concept on the path, and each project once its concepts are behind.

    `done` holds ids of items ("vectors/lesson"), of concepts or of projects. `pace` stretches the stated
    minutes by kind of work.
    """
    speed = pace or {}
    found: list[PlanItem] = []
    last = {project.id: _last_on_path(path, project) for project in projects}
    for concept in path:
        found += _concept_items(graph[concept], done, speed)
        for project in projects:
            if last[project.id] == concept:
                found += _project_items(project, done, speed)
    for project in projects:
        if last[project.id] is None:
            found += _project_items(project, done, speed)
    return tuple(found)


def needs(
    items: Sequence[PlanItem], graph: Graph, projects: Sequence[ProjectWork] = ()
) -> list[tuple[int, ...]]:
    """For each item the places (in `items`) of those that must be finished before it begins.

    Within a concept or project each item waits for the one before; the first waits for the last of every
    prerequisite. A concept without items here (it is done) passes on what it rests on itself.
    """
    owners: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        owners.setdefault(_owner(item), []).append(place)
    rests_on = {f"concept {id}": [f"concept {p}" for p in node.prerequisites] for id, node in graph.items()}
    rests_on |= {f"project {p.id}": [f"concept {c}" for c in p.concepts] for p in projects}
    found: list[tuple[int, ...]] = [()] * len(items)
    for owner, places in owners.items():
        found[places[0]] = _last_places(owner, rests_on, owners)
        for before, place in pairwise(places):
            found[place] = (before,)
    return found


def _owner(item: PlanItem) -> str:
    if item.id.startswith("ship/"):
        return item.id  # whatever else there is to do for the same project
    return f"project {item.concept}" if item.work == "project" else f"concept {item.concept}"


def _last_places(
    owner: str, rests_on: Mapping[str, list[str]], owners: Mapping[str, list[int]]
) -> tuple[int, ...]:
    found: set[int] = set()
    waiting, seen = list(rests_on.get(owner, ())), set()
    while waiting:
        below = waiting.pop()
        if below in seen:
            continue
        seen.add(below)
        if below in owners:
            found.add(owners[below][-1])
        else:
            waiting += rests_on.get(below, ())
    return tuple(sorted(found))


def _concept_items(node: Node, done: Container[str], pace: Mapping[Work, float]) -> list[PlanItem]:
    if node.id in done:
        return []
    stated: tuple[tuple[Work, int], ...] = (
        ("lesson", node.minutes.lesson),
        ("practice", node.minutes.practice),
        ("lab", node.minutes.lab),
    )
    found = []
    for work, minutes in stated:
        id, own = f"{node.id}/{work}", _paced(minutes, pace.get(work, 1.0))
        if minutes > 0 and id not in done:
            found.append(PlanItem(id, work, node.id, node.title, own, node.strand))
    return found


def _project_items(project: ProjectWork, done: Container[str], pace: Mapping[Work, float]) -> list[PlanItem]:
    if project.id in done:
        return []
    found: list[PlanItem] = []
    left = project.minutes
    for n in count(1):
        if left <= 0:
            return found
        stated = min(left, PROJECT_SITTING) if left >= PROJECT_SITTING * 1.25 else left
        left -= stated
        id = f"{project.id}/project/{n}"
        minutes = _paced(stated, pace.get("project", 1.0))
        if id not in done:
            found.append(PlanItem(id, "project", project.id, project.title, minutes, project.strand))
    return found


def _last_on_path(path: Sequence[str], project: ProjectWork) -> str | None:
    wanted = set(project.concepts)
    return next((concept for concept in reversed(path) if concept in wanted), None)


def _paced(minutes: int, ratio: float) -> int:
    return max(1, round(minutes * ratio))
