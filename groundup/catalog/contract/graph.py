"""Rules for the prerequisite graph: every edge leads to an earlier concept, and none is implied by others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from groundup.catalog.outline import Concept
from groundup.records import Problem


def graph_problems(concepts: Mapping[str, Concept], left_out: frozenset[str]) -> Iterator[Problem]:
    for concept in concepts.values():
        path = str(concept.path / "concept.toml")
        for needed in concept.node.prerequisites:
            if needed not in concepts and needed not in left_out:
                yield Problem(
                    path,
                    f"Every prerequisite is a concept: {needed!r} is not.",
                    "Correct the id, or add the concept.",
                )
    cycle = find_cycle({id: c.node.prerequisites for id, c in concepts.items()})
    if cycle:
        yield Problem(
            str(concepts[cycle[0]].path / "concept.toml"),
            f"No concept needs itself: {' needs '.join(cycle)}.",
            "Remove one of these prerequisites.",
        )
        return  # order and implication mean nothing on a cycle
    yield from _late(concepts)
    yield from _implied(concepts)


def find_cycle(edges: Mapping[str, tuple[str, ...]]) -> list[str]:
    """One cycle as a closed path of ids, or nothing. Iterative: a pack may be deep."""
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        stack = [(start, iter(edges[start]))] if start not in done else []
        while stack:
            id, rest = stack[-1]
            if len(path) < len(stack):
                path.append(id)
            following = next((n for n in rest if n in edges and n not in done), None)
            if following is None:
                done.add(path.pop())
                stack.pop()
            elif following in path:
                return [*path[path.index(following) :], following]
            else:
                stack.append((following, iter(edges[following])))
    return []


def _late(concepts: Mapping[str, Concept]) -> Iterator[Problem]:
    for concept in concepts.values():
        for needed in concept.node.prerequisites:
            if needed in concepts and concepts[needed].place.order >= concept.place.order:
                yield Problem(
                    str(concept.path / "concept.toml"),
                    f"A prerequisite comes earlier in `order`: {needed} ({concepts[needed].place.order}) "
                    f"does not come before {concept.place.order}.",
                    "Give this concept a higher `order`, or that one a lower.",
                )


def _implied(concepts: Mapping[str, Concept]) -> Iterator[Problem]:
    """Only direct prerequisites are written down; what they need themselves follows."""
    reach: dict[str, frozenset[str]] = {}
    for id in sorted(concepts, key=lambda id: concepts[id].place.order):
        direct = [n for n in concepts[id].node.prerequisites if n in concepts]
        below = {n: reach.get(n, frozenset()) for n in direct}
        reach[id] = frozenset(direct).union(*below.values())
        for needed in direct:
            through = next((n for n in direct if n != needed and needed in below[n]), None)
            if through:
                yield Problem(
                    str(concepts[id].path / "concept.toml"),
                    f"`prerequisites` are direct ones: {needed} already follows from {through}.",
                    f"Remove {needed}.",
                )
