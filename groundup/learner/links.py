"""Which concepts share credit: the weights on the graph's `contains` edges, followed to their end.

A chain multiplies (a contains b by .5, b contains c by .5: a credits c with .25); of several chains the
strongest counts; what falls under SMALLEST_SHARE is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from groundup.records import Graph

SMALLEST_SHARE = 0.05

Shares = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Links:
    """`inner`: what practising a concept practises too. `outer`: what its failures travel to.

    `families` and `minutes` are read from the graph once; family names are bare ("combo").
    """

    inner: Shares
    outer: Shares
    families: Mapping[str, Mapping[str, int]]
    minutes: Mapping[str, Mapping[str, int]]


def links(graph: Graph) -> Links:
    inner = {id: _reached(graph, id) for id in graph}
    outer: dict[str, dict[str, float]] = {id: {} for id in graph}
    for container, shares in inner.items():
        for contained, share in shares.items():
            outer[contained][container] = share
    families = {
        id: {bare(name): level for name, level in node.families.items()} for id, node in graph.items()
    }
    minutes = {
        id: {"lesson": node.minutes.lesson, "practice": node.minutes.practice, "lab": node.minutes.lab}
        for id, node in graph.items()
    }
    return Links(inner, outer, families, minutes)


def bare(family: str) -> str:
    """ "combo" for "vectors/combo" and for "combo"."""
    return family.rpartition("/")[2]


def _reached(graph: Graph, start: str) -> dict[str, float]:
    found: dict[str, float] = {}
    waiting = [(start, 1.0)]
    while waiting:
        concept, share = waiting.pop()
        for inner, weight in graph[concept].contains.items():
            through = share * min(weight, 1.0)
            if (
                inner in graph
                and inner != start
                and through >= max(SMALLEST_SHARE, found.get(inner, 0.0) + 1e-12)
            ):
                found[inner] = through
                waiting.append((inner, through))
    return found
