"""Gaps: what stands between here and the goal, ranked by what closing it unlocks in an hour of work.

What an hour unlocks is discounted by how sure we are that this is the thing to learn now: that it is a gap at
all (it may be known), and that it can be closed (its prerequisites may not be). The discount is steep, for
what a concept unlocks differs a hundredfold, and would otherwise bring up what nobody could begin. Fading
concepts are for the reviews, not gaps. A claim closes no gap, but makes it doubtful that there is one, and
lets what rests on it begin; what a placement infers is treated alike.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from groundup.learner.standing import KNOWN_ENOUGH
from groundup.records import Gap, Graph, Mastery, Node

CLOSED = ("mastered", "fading")
DOUBT = 0.25  # how much of its chance a gap keeps when the learner says that there is none
UNTOUCHED = ("new", "claimed", "inferred")
STEEPNESS = 6  # the power of the chance that this can be learned now


def gaps(
    graph: Graph,
    mastery: Mapping[str, Mastery],
    path: Sequence[str],
    ready: Mapping[str, float] | None = None,
    shown: Mapping[str, str] | None = None,
) -> tuple[Gap, ...]:
    """The gaps on the path, the most rewarding first; ties in the order of the path.

    `ready`: what a placement gives as the chance that a concept can be learned now. It counts where neither
    the concept nor what it rests on was touched since. `shown`: concepts whose lack the learner's own work
    has shown, each with a sentence that says where. They come before all others, on the path or not.
    """
    shown = {id: said for id, said in (shown or {}).items() if id in graph}
    open_path = [
        id for id in dict.fromkeys((*path, *shown)) if id in graph and mastery[id].state not in CLOSED
    ]
    unlocked = _unlocked(graph, open_path)
    found = [_gap(graph, mastery, graph[id], len(unlocked[id]), ready or {}) for id in open_path]
    told = [
        replace(gap, reason=f"{shown[gap.concept]} {gap.reason}") if gap.concept in shown else gap
        for gap in found
    ]
    return tuple(sorted(told, key=lambda gap: (gap.concept not in shown, -gap.score)))


def _gap(
    graph: Graph, mastery: Mapping[str, Mastery], node: Node, unlocks: int, ready: Mapping[str, float]
) -> Gap:
    minutes = node.minutes.practice + node.minutes.lab
    if mastery[node.id].state != "learning":
        minutes += node.minutes.lesson
    missing = min(
        (p for p in node.prerequisites if p in graph and not _may_begin_after(mastery[p])),
        key=lambda p: mastery[p].known,
        default=None,
    )
    chance = _chance(graph, mastery, node, "" if missing is None else missing, ready)
    score = (1 + unlocks) / max(minutes, 1) * 60 * chance**STEEPNESS
    reason = _reason(mastery[node.id], unlocks, minutes, graph[missing].title if missing else "")
    return Gap(node.id, unlocks, minutes, score, reason)


def _chance(
    graph: Graph, mastery: Mapping[str, Mastery], node: Node, missing: str, ready: Mapping[str, float]
) -> float:
    """How sure it is that this is not known and can be begun."""
    doubt = DOUBT if mastery[node.id].state == "claimed" else 1.0
    around = [node.id, *(p for p in node.prerequisites if p in graph)]
    if node.id in ready and all(mastery[id].state in UNTOUCHED for id in around):
        return ready[node.id] * doubt
    begun = mastery[missing].known if missing else 1.0
    return (1 - mastery[node.id].known) * doubt * begun


def _may_begin_after(mastery: Mastery) -> bool:
    return mastery.state in (*CLOSED, "claimed", "inferred") or mastery.known >= KNOWN_ENOUGH


def _unlocked(graph: Graph, open_path: Sequence[str]) -> dict[str, set[str]]:
    """For each open concept, the open concepts that rest on it, directly or through others."""
    reached: dict[str, set[str]] = {id: set() for id in open_path}
    for id in open_path:
        waiting, seen = list(graph[id].prerequisites), set()
        while waiting:
            below = waiting.pop()
            if below in seen or below not in graph:
                continue
            seen.add(below)
            waiting += graph[below].prerequisites
            if below in reached:
                reached[below].add(id)
    return reached


def _reason(mastery: Mastery, unlocks: int, minutes: int, missing: str) -> str:
    if unlocks == 0:
        gain = f"It is part of your goal and takes about {minutes} minutes"
    else:
        more = (
            "1 more concept on your path rests"
            if unlocks == 1
            else f"{unlocks} more concepts on your path rest"
        )
        gain = f"{more} on it, for about {minutes} minutes of work"
    if missing:
        return f"{gain}; it needs {missing} first."
    if mastery.state == "claimed":
        return f"{gain}; you say that you know it, and nothing has shown it yet."
    if mastery.state == "inferred":
        return f"{gain}; your placement says that you know it, and nothing more has shown it yet."
    return f"{gain}; you have begun it." if mastery.state == "learning" else f"{gain}; you are ready for it."
