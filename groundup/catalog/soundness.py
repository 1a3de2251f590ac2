"""Makes what was read safe to walk: no edge leads nowhere, and what cannot be taught is shown as outlined.

The checker says the same things more exactly; here only what would make others stumble is mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from groundup.catalog.lab import has_solution
from groundup.catalog.outline import Concept, LabOutline
from groundup.records import Problem


def sound(concepts: Mapping[str, Concept], problems: list[Problem]) -> list[Concept]:
    """The concepts with known, earlier prerequisites only, and complete only where their lab can be built."""
    position = {id: (concept.place.order, id) for id, concept in concepts.items()}
    lendable = lendable_labs(concepts.values())
    found = []
    for concept in concepts.values():
        concept = _earlier_only(concept, position, problems)
        labs = concept.labs if concept.complete else ()
        lost = [id for outline in labs for id in unlendable(outline, lendable)]
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


def lendable_labs(concepts: Iterable[Concept]) -> dict[str, LabOutline]:
    """The labs that have a solution; the work of a practical is no module, so it is never lent."""
    return {c.lab.id: c.lab for c in concepts if c.lab is not None and has_solution(c, c.lab)}


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
