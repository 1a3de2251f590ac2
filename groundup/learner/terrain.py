"""The graph as arrays: what a cloud of knowledge states moves over. Made once for a graph, never changed.

`depth` is the length of the longest way down, over the longest of all. `cones[i, g]`: whether concept i is g
or needed for g. An area is what is needed for its centre, a concept that is not among the lowest, and for
those that need most of the same: for 1 concept in all, for 2, for 4, and so on to a twelfth of the graph.
Nobody learns one deep concept alone, and what rests on little is no field of anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from groundup.records import Graph

Reals = NDArray[np.float32]
Places = NDArray[np.intp]

LOWEST_CENTRE = 0.3  # depth
WIDEST = 12  # an area is made for at most one of so many concepts


@dataclass(frozen=True, eq=False)
class Batch:
    """Concepts that can be redrawn at once: none is a prerequisite of another, and no two share one above.

    `children[k]` rests on `members[owners[k]]`; `with_children` are the members that have any, in order, and
    `starts` where the children of each begin.
    """

    members: Places
    children: Places
    owners: Places
    with_children: Places
    starts: Places


@dataclass(frozen=True, eq=False)
class Terrain:
    """`ids` in roadmap order; everything else speaks of places in it. `upward`: prerequisites first."""

    ids: tuple[str, ...]
    place: dict[str, int]
    parents: tuple[Places, ...]
    upward: tuple[int, ...]
    depth: Reals
    cones: NDArray[np.bool_]  # (concepts, concepts)
    areas: NDArray[np.bool_]  # (concepts, centres * widths + 1): around c, 2 ** w wide, at c * widths + w
    widths: int
    near: Places  # (centres + 1, most): centres beside each centre, padded; no area has itself
    nears: Places  # how many that is
    batches: tuple[Batch, ...]

    @property
    def no_area(self) -> int:
        """The last column of `areas`, which is empty."""
        return int(self.areas.shape[1]) - 1


def terrain(graph: Graph) -> Terrain:
    """Raises ValueError for a graph that has a circle."""
    ids = tuple(graph)
    place = {id: n for n, id in enumerate(ids)}
    parents = tuple(
        np.array(sorted({place[p] for p in graph[id].prerequisites if p in place}), dtype=np.intp)
        for id in ids
    )
    upward, levels = _levels(parents)
    depth = levels / max(1.0, float(levels.max(initial=0)))
    cones = _cones(parents, upward)
    centres = np.flatnonzero(depth >= min(LOWEST_CENTRE, float(depth.max(initial=0))))
    return Terrain(
        ids,
        place,
        parents,
        upward,
        depth.astype(np.float32),
        cones,
        *_areas(cones, centres),
        *_near(parents, centres),
        _batches(parents),
    )


def _levels(parents: tuple[Places, ...]) -> tuple[tuple[int, ...], NDArray[np.float64]]:
    levels = np.zeros(len(parents))
    waiting = [len(below) for below in parents]
    children = _children(parents)
    order = [n for n, count in enumerate(waiting) if count == 0]
    for n in order:
        for child in children[n]:
            levels[child] = max(levels[child], levels[n] + 1)
            waiting[child] -= 1
            if waiting[child] == 0:
                order.append(child)
    if len(order) < len(parents):
        raise ValueError("the prerequisites of this graph run in a circle")
    return tuple(order), levels


def _children(parents: tuple[Places, ...]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in parents]
    for n, below in enumerate(parents):
        for p in below:
            children[p].append(n)
    return children


def _cones(parents: tuple[Places, ...], upward: tuple[int, ...]) -> NDArray[np.bool_]:
    cones = np.zeros((len(parents), len(parents)), dtype=np.bool_)
    for n in upward:
        cones[n, n] = True
        for p in parents[n]:
            cones[:, n] |= cones[:, p]
    return cones


def _areas(cones: NDArray[np.bool_], centres: Places) -> tuple[NDArray[np.bool_], int]:
    widths = max(1, (len(cones) // WIDEST).bit_length())
    shared = cones[:, centres].T.astype(np.float32) @ cones.astype(np.float32)
    needed = cones.sum(axis=0)
    alike = shared / (needed[centres, None] + needed - shared)
    nearest = np.argsort(-alike, axis=1, kind="stable")  # each centre is first among its own
    areas = np.zeros((len(cones), len(centres) * widths + 1), dtype=np.bool_)
    for centre in range(len(centres)):
        for width in range(widths):
            areas[:, centre * widths + width] = cones[:, nearest[centre, : 2**width]].any(axis=1)
    return areas, widths


def _near(parents: tuple[Places, ...], centres: Places) -> tuple[Places, Places]:
    children = _children(parents)
    place = {int(concept): n for n, concept in enumerate(centres)}
    beside = [sorted({*parents[concept].tolist(), *children[concept]} & place.keys()) for concept in place]
    around = [[place[concept] for concept in found] or [n] for n, found in enumerate(beside)]
    around.append([len(centres)])
    most = max(map(len, around))
    padded = [places + [0] * (most - len(places)) for places in around]
    return np.array(padded, dtype=np.intp), np.array([len(places) for places in around], dtype=np.intp)


def _batches(parents: tuple[Places, ...]) -> tuple[Batch, ...]:
    """A greedy colouring: two concepts are apart if one rests on the other or a third rests on both."""
    children = _children(parents)
    colour: dict[int, int] = {}
    order = sorted(range(len(parents)), key=lambda n: -len(children[n]) - len(parents[n]))
    for n in order:
        near = {*children[n], *parents[n].tolist(), *chain.from_iterable(parents[c] for c in children[n])}
        taken = {colour[int(other)] for other in near if int(other) != n and int(other) in colour}
        colour[n] = next(k for k in range(len(parents)) if k not in taken)
    groups = [[n for n in range(len(parents)) if colour[n] == k] for k in sorted(set(colour.values()))]
    return tuple(_batch(members, children) for members in groups)


def _batch(members: list[int], children: list[list[int]]) -> Batch:
    above = [child for n in members for child in children[n]]
    owners = [k for k, n in enumerate(members) for _ in children[n]]
    with_children = [k for k, n in enumerate(members) if children[n]]
    starts = [owners.index(k) for k in with_children]
    return Batch(
        *(np.array(column, dtype=np.intp) for column in (members, above, owners, with_children, starts))
    )
