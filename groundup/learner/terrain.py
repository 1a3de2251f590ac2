"""The graph as arrays: what a cloud of knowledge states moves over. Made once for a graph, never changed.

`depth` is the length of the longest way down, over the longest of all. `cones[i, g]`: whether concept i is g
or needed for g; the last column is of no goal and empty. `moods` are the smoothest ways in
which a number can vary over the graph (eigenvectors of its Laplacian, those of least slope first), scaled so
that a standard normal weight on each gives every concept a spread of about 1: neighbours are known together.
Concepts of one strand are tied loosely as well, so that whoever knows one of them may know the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from groundup.records import Graph

Reals = NDArray[np.float32]
Places = NDArray[np.intp]

MOODS = 8
STRAND_TIE = 2.0  # spread over the members of a strand; an edge is 1
STIFFNESS = 0.05


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
    moods: Reals  # (concepts, MOODS)
    cones: NDArray[np.bool_]  # (concepts, concepts + 1)
    near: Places  # (concepts + 1, most): neighbours of each concept, padded; no goal has itself
    nears: Places  # how many neighbours that is
    batches: tuple[Batch, ...]


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
    moods = _moods(parents, [graph[id].strand for id in ids])
    cones = _cones(parents, upward)
    near, nears = _near(parents)
    return Terrain(
        ids, place, parents, upward, depth.astype(np.float32), moods, cones, near, nears, _batches(parents)
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
    cones = np.zeros((len(parents), len(parents) + 1), dtype=np.bool_)
    for n in upward:
        cones[n, n] = True
        for p in parents[n]:
            cones[:, n] |= cones[:, p]
    return cones


def _near(parents: tuple[Places, ...]) -> tuple[Places, Places]:
    children = _children(parents)
    around = [sorted({*below.tolist(), *children[n]}) or [n] for n, below in enumerate(parents)]
    around.append([len(parents)])
    most = max(map(len, around))
    padded = [places + [0] * (most - len(places)) for places in around]
    return np.array(padded, dtype=np.intp), np.array([len(places) for places in around], dtype=np.intp)


def _moods(parents: tuple[Places, ...], strands: list[Any]) -> Reals:
    size = len(parents)
    ties = np.zeros((size, size))
    for n, below in enumerate(parents):
        ties[n, below] = ties[below, n] = 1.0
    for strand in sorted(set(strands)):
        members = [n for n, other in enumerate(strands) if other == strand]
        if 1 < len(members) < size:
            ties[np.ix_(members, members)] += STRAND_TIE / len(members)
    np.fill_diagonal(ties, 0.0)
    laplacian = np.diag(ties.sum(axis=1) + STIFFNESS) - ties
    values, vectors = np.linalg.eigh(laplacian)
    smooth = vectors[:, :MOODS] / np.sqrt(np.maximum(values[:MOODS], STIFFNESS / 2))
    signs = np.sign(smooth[np.abs(smooth).argmax(axis=0), np.arange(smooth.shape[1])])
    smooth = smooth * signs
    spread = np.sqrt((smooth**2).sum(axis=1, keepdims=True).mean())
    return np.asarray(smooth / spread, dtype=np.float32)


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
