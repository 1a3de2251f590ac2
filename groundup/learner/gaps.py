"""Gaps: what stands between here and the goal, ranked by what closing it unlocks in an hour of work.

The rank is discounted by how sure we are, twice: that it is a gap at all (it may be known), and that it can
be closed now (its prerequisites may not be). Fading concepts are for the reviews, not gaps. A claim closes no
gap, but makes it doubtful that there is one, and lets what rests on it begin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from groundup.learner.standing import KNOWN_ENOUGH
from groundup.records import Gap, Graph, Mastery, Node

CLOSED = ("mastered", "fading")
DOUBT = 0.25  # how much of its rank a gap keeps when the learner says that there is none


def gaps(graph: Graph, mastery: Mapping[str, Mastery], path: Sequence[str]) -> tuple[Gap, ...]:
    """The gaps on the path, the most rewarding first; ties in the order of the path."""
    open_path = [id for id in path if id in graph and mastery[id].state not in CLOSED]
    unlocked = _unlocked(graph, open_path)
    found = [_gap(graph, mastery, graph[id], len(unlocked[id])) for id in open_path]
    return tuple(sorted(found, key=lambda gap: -gap.score))


def _gap(graph: Graph, mastery: Mapping[str, Mastery], node: Node, unlocks: int) -> Gap:
    minutes = node.minutes.practice + node.minutes.lab
    if mastery[node.id].state != "learning":
        minutes += node.minutes.lesson
    missing = min(
        (p for p in node.prerequisites if p in graph and not _may_begin_after(mastery[p])),
        key=lambda p: mastery[p].known,
        default=None,
    )
    ready = 1.0 if missing is None else mastery[missing].known
    sure = (1 - mastery[node.id].known) * (DOUBT if mastery[node.id].state == "claimed" else 1.0)
    score = (1 + unlocks) / max(minutes, 1) * 60 * sure * ready
    reason = _reason(mastery[node.id], unlocks, minutes, graph[missing].title if missing else "")
    return Gap(node.id, unlocks, minutes, score, reason)


def _may_begin_after(mastery: Mastery) -> bool:
    return mastery.state in (*CLOSED, "claimed") or mastery.known >= KNOWN_ENOUGH


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
    return f"{gain}; you have begun it." if mastery.state == "learning" else f"{gain}; you are ready for it."
