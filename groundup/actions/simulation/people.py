"""Simulated people: what they know at the beginning, how they learn, forget and answer, and how fast.

Nothing here is fitted and nothing is taken from the models that the program uses. The constants say what is
plausible for adults who study alone; they were written down before the first result was seen, and are not to
be moved because of one.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from groundup.records import Graph

WORKS = ("lesson", "practice", "lab", "review")
DEEP, LIKE_IT = 0.5, 0.4  # depth of what a specialist knows best, and of what is near to it


@dataclass(frozen=True)
class Memory:
    """Recall t days after practice is (1 + t / h)^-decay; h begins near `first` days and grows by success."""

    first: float
    decay: float
    growth: float
    siblings: float  # how far practising one family of a concept practises the others
    contained: float  # how far a concept practises what it contains, over what the content says


@dataclass(frozen=True)
class Person:
    """`aptitude` in logits; `candour`: the chance to say "I don't know" instead of trying."""

    known: frozenset[str]
    aptitude: float
    memory: Memory
    candour: float
    speed: Mapping[str, float]  # minutes over stated minutes, by kind of work


def person(known: frozenset[str], rng: random.Random) -> Person:
    def about(median: float, spread: float) -> float:
        return median * math.exp(rng.gauss(0, spread))

    memory = Memory(
        first=about(15, 0.6),
        decay=about(0.25, 0.25),
        growth=about(6, 0.3),
        siblings=rng.uniform(0.3, 0.9),
        contained=rng.uniform(0, 1),
    )
    pace = about(1, 0.2)
    speed = {work: pace * about(1, 0.15) for work in WORKS}
    return Person(known, rng.gauss(0, 0.5), memory, rng.uniform(0.2, 0.9), speed)


def novice(graph: Graph, rng: random.Random) -> frozenset[str]:
    """Nothing at all."""
    return frozenset()


def specialist(graph: Graph, rng: random.Random) -> frozenset[str]:
    """One deep concept and those that need most of the same, each with all that it rests on."""
    needs = _needs(graph)
    depth = _depths(graph)
    deep = [id for id in graph if depth[id] >= DEEP] or list(graph)
    goal = needs[rng.choice(deep)]
    near = [id for id in graph if depth[id] >= LIKE_IT] or list(graph)
    near.sort(key=lambda id: len(goal & needs[id]) / len(goal | needs[id]), reverse=True)
    most = max(3, len(graph) // 15)
    return frozenset().union(*(needs[id] for id in near[: rng.randint(2, most)]))


POPULATIONS: Mapping[str, Callable[[Graph, random.Random], frozenset[str]]] = {
    "novice": novice,
    "specialist": specialist,
}


def _needs(graph: Graph) -> dict[str, frozenset[str]]:
    """For each concept itself and all that it rests on; in roadmap order prerequisites come first."""
    found: dict[str, frozenset[str]] = {}
    for id, node in graph.items():
        found[id] = frozenset({id}).union(*(found.get(p, frozenset()) for p in node.prerequisites))
    return found


def _depths(graph: Graph) -> dict[str, float]:
    """The length of the longest way down, over the longest of all."""
    levels: dict[str, int] = {}
    for id, node in graph.items():
        levels[id] = 1 + max((levels[p] for p in node.prerequisites if p in levels), default=-1)
    most = max(levels.values(), default=0) or 1
    return {id: level / most for id, level in levels.items()}
