"""What is learned in a simulation: a goal's part of the map, and what can be asked on each of its concepts.

A concept whose questions are not written yet is asked those that its outline announces: else nobody could be
placed or reviewed on it. How many concepts that are is said beside every result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from groundup import learner, planner
from groundup.catalog import Catalog
from groundup.records import Graph, GroundupError

UNSAID = "number"  # the kind of answer to a family whose outline does not say it, or that nobody outlined
UNNAMED = "question"


@dataclass(frozen=True)
class Course:
    """`kinds`: for each concept its families and the kind of answer of each. Closed under prerequisites."""

    title: str
    graph: Graph
    kinds: Mapping[str, Mapping[str, str]]
    unwritten: int = 0  # concepts whose questions are only outlined

    @property
    def bank(self) -> learner.Bank:
        """What a placement can ask, and what groundup believes of guessing."""
        return {
            concept: {name: learner.GUESS_RATES.get(kind, 0.0) for name, kind in families.items()}
            for concept, families in self.kinds.items()
        }


def course(catalog: Catalog, goal: str = "") -> Course:
    """The way to a role, a track or a concept; without a goal, the whole map.

    Raises GroundupError("not-found").
    """
    title, wanted = _goal(catalog, goal)
    graph = {id: catalog.graph[id] for id in planner.path_to(catalog.graph, wanted)}
    outlined = {id: {q.id: q.kind for q in catalog.concept(id).questions} for id in graph}
    return course_of(title, graph, outlined)


def course_of(title: str, graph: Graph, outlined: Mapping[str, Mapping[str, str]]) -> Course:
    """A course on this graph; `outlined`: for each concept the families that are to be, and their kinds."""
    kinds, nodes = {}, {}
    for id, node in graph.items():
        said = outlined.get(id, {})
        names = tuple(node.families) or tuple(said) or (UNNAMED,)
        kinds[id] = {name: said.get(name, UNSAID) for name in names}
        nodes[id] = replace(node, families={name: node.families.get(name, 0) for name in names})
    return Course(title, nodes, kinds, sum(not node.families for node in graph.values()))


def _goal(catalog: Catalog, goal: str) -> tuple[str, tuple[str, ...]]:
    if not goal:
        return "the whole map", tuple(catalog.graph)
    if goal in catalog.tracks:
        return catalog.tracks[goal].title, catalog.tracks[goal].concepts
    if goal in catalog.concepts:
        return catalog.concept(goal).title, (goal,)
    raise GroundupError(
        "not-found", f"There is no role, track or concept {goal!r} to simulate. All concepts: groundup map"
    )
