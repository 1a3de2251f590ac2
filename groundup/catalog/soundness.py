"""Makes what was read safe to walk: no edge leads nowhere, and what cannot be taught is shown as outlined.

The checker says the same things more exactly; here only what would make others stumble is mended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from groundup.catalog.lab import has_solution
from groundup.catalog.outline import Concept, LabOutline
from groundup.records import Problem


def sound(concepts: Mapping[str, Concept], problems: list[Problem]) -> list[Concept]:
    """The concepts with known, earlier prerequisites only, and complete only where their lab can be built."""
    position = {id: (concept.place.order, id) for id, concept in concepts.items()}
    lendable = {c.lab.id: c.lab for c in concepts.values() if c.lab is not None and has_solution(c)}
    found = []
    for concept in concepts.values():
        concept = _earlier_only(concept, position, problems)
        lost = unlendable(concept.lab, lendable) if concept.complete and concept.lab else []
        if lost:
            concept = replace(concept, complete=False, node=replace(concept.node, families={}))
            _say(
                problems,
                concept,
                f"A lab under `uses` has a solution: {', '.join(lost)} has none.",
                "Write lab/solution.py there; until then this concept is shown as outlined.",
            )
        found.append(concept)
    return found


def _earlier_only(
    concept: Concept, position: Mapping[str, tuple[int, str]], problems: list[Problem]
) -> Concept:
    node = concept.node

    def earlier(id: str) -> bool:
        return id in position and position[id] < position[node.id]

    needed = tuple(filter(earlier, node.prerequisites))
    contained = {id: share for id, share in node.contains.items() if earlier(id)}
    lost = [id for id in (*node.prerequisites, *node.contains) if not earlier(id)]
    if not lost:
        return concept
    _say(
        problems,
        concept,
        f"Every prerequisite is a concept that comes earlier in `order`: {', '.join(lost)} is not.",
        "Correct the id, or give this concept a higher `order`.",
    )
    return replace(concept, node=replace(node, prerequisites=needed, contains=contained))


def unlendable(lab: LabOutline, lendable: Mapping[str, LabOutline]) -> list[str]:
    """The labs that this one rests on, at any depth, that have no solution to lend."""
    lost, seen, waiting = [], {lab.id}, list(lab.uses)
    while waiting:
        id = waiting.pop()
        if id in seen:
            continue
        seen.add(id)
        if id in lendable:
            waiting += lendable[id].uses
        else:
            lost.append(id)
    return sorted(lost)


def _say(problems: list[Problem], concept: Concept, rule: str, remedy: str) -> None:
    problems.append(Problem(str(concept.path / "concept.toml"), rule, remedy))
