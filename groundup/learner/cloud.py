"""A cloud of states of knowledge: what a person may know, each state closed downwards.

A state holds a concept only with all that it rests on. How likely one is, before any answer: a person has a
level, from nothing to everything, and perhaps an area or two (see terrain) in which they know far more. A
concept whose prerequisites are all known is known itself with a chance that falls with its depth, slowly for
some people and steeply for others, and is much higher in their areas. This prior was fitted to nobody; its
constants were chosen on simulated people (benchmarks/placement.py).

Promises: no state ever violates the closure; chance comes from the generator that is given, so that the same
arguments give the same cloud (on one machine; the last digits of a float may differ on another one); nothing
is changed in place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from groundup.learner.terrain import Batch, Places, Reals, Terrain

States = NDArray[np.bool_]  # (concepts, states)

STATES = 800
GENTLEST, STEEPEST = 1.0, 12.0  # logits from the foot of the graph to its top
MARGIN = 5.0  # logits against the foot of the graph at the lowest level, for its top at the highest
AREAS, NO_AREA = 2, 0.5  # how many at most, and the chance that one of them is none
REACH = 11.0  # logits that being in an area adds
SWEEPS = 2
LEVEL_STEP, SLOPE_STEP, JUMPS = 0.06, 0.2, 0.3
FARTHEST = np.float32(12)
FRESH_ENOUGH = 0.7  # the share of states that must still count for a cloud not to need stirring


class Person(NamedTuple):
    """What is behind each state; the two last are (concepts, states) and follow from the others."""

    level: Reals  # (states,), from 0 to 1
    slope: Reals  # (states,), from 0, the gentlest, to 1, the steepest
    areas: Places  # (AREAS, states): columns of `Terrain.areas`
    logits: Reals  # of knowing what could be known
    unknown: Reals  # log chance of not knowing it


@dataclass(frozen=True, eq=False)
class Cloud:
    """States and who may be behind each; `weights` sum to 1."""

    known: States
    person: Person
    weights: NDArray[np.float64]

    @property
    def chances(self) -> NDArray[np.float64]:
        """The chance of each concept to be known."""
        return np.asarray(self.known @ self.weights, dtype=np.float64)

    @property
    def is_stale(self) -> bool:
        """Whether too few states carry the weight."""
        return bool(1 / (self.weights**2).sum() < FRESH_ENOUGH * len(self.weights))


def scattered(land: Terrain, rng: np.random.Generator, size: int = STATES) -> Cloud:
    """Drawn from the prior. Levels are spread evenly, in a random order, for less chance in the cloud."""
    even = rng.permutation((np.arange(size) + rng.random(size)) / size)
    slope = rng.random(size, dtype=np.float32)
    person = _person(land, even.astype(np.float32), slope, _prior_areas(land, rng, (AREAS, size)))
    known = _logistic(rng, person.logits.shape) < person.logits
    for n in land.upward:
        if len(land.parents[n]):
            known[n] &= known[land.parents[n]].all(axis=0)
    return Cloud(known, person, np.full(size, 1 / size))


def reweighed(cloud: Cloud, place: int, if_known: float, if_not: float) -> Cloud:
    """The cloud after an answer of these chances for those who know the concept and those who do not."""
    weights = cloud.weights * np.where(cloud.known[place], if_known, if_not)
    return replace(cloud, weights=weights / weights.sum())


def stirred(land: Terrain, cloud: Cloud, odds: Reals, rng: np.random.Generator) -> Cloud:
    """The same belief in fresh states of equal weight: drawn by weight, then redrawn piece by piece.

    `odds` are the log odds that all answers so far give each concept by themselves: what is redrawn (Gibbs
    sampling of the states, Metropolis steps of what is behind them) keeps to them.
    """
    size = len(cloud.weights)
    drawn = np.searchsorted(np.cumsum(cloud.weights), (np.arange(size) + rng.random()) / size)
    drawn = np.minimum(drawn, size - 1)
    known = cloud.known[:, drawn]
    person = _of(cloud.person, drawn)
    missing = _missing(land, known)
    for _ in range(SWEEPS):
        person = _moved(land, known, missing == 0, person, rng)
        person = _aimed(land, known, missing == 0, person, rng)
        for n in rng.permutation(len(land.batches)):
            _redraw(land.batches[n], known, missing, person, odds, rng)
    return Cloud(known, person, np.full(size, 1 / size))


def _redraw(
    batch: Batch,
    known: States,
    missing: NDArray[np.int16],
    person: Person,
    odds: Reals,
    rng: np.random.Generator,
) -> None:
    """Redraw the members of a batch, each given everything else; `known` and `missing` are changed."""
    before = known[batch.members]
    free = missing[batch.members] == 0
    log_odds = person.logits[batch.members] + odds[batch.members, None]
    if len(batch.children):
        waits_for_this = missing[batch.children] == ~before[batch.owners]
        pull = person.unknown[batch.children] * waits_for_this
        log_odds[batch.with_children] += np.add.reduceat(pull, batch.starts, axis=0)
        free[batch.with_children] &= ~np.logical_or.reduceat(known[batch.children], batch.starts, axis=0)
    after = np.where(free, _logistic(rng, before.shape) < log_odds, before)
    known[batch.members] = after
    missing[batch.children] += before[batch.owners].astype(np.int16) - after[batch.owners]


def _moved(land: Terrain, known: States, free: States, old: Person, rng: np.random.Generator) -> Person:
    """One Metropolis step of level and slope, given the states."""
    size = len(old.level)
    level = old.level + LEVEL_STEP * rng.standard_normal(size, dtype=np.float32)
    slope = old.slope + SLOPE_STEP * rng.standard_normal(size, dtype=np.float32)
    new = _person(land, level, slope, old.areas)
    inside = (level >= 0) & (level <= 1) & (slope >= 0) & (slope <= 1)
    return _chosen(inside & (np.log(rng.random(size)) < _gain(known, free, old, new)), old, new)


def _aimed(land: Terrain, known: States, free: States, old: Person, rng: np.random.Generator) -> Person:
    """One Metropolis step of one area: around a neighbour in the graph, wider or narrower, or any other."""
    size = len(old.level)
    slot, columns = rng.integers(0, AREAS, size), np.arange(size)
    area = old.areas[slot, columns]
    centre, width = np.divmod(area, land.widths)
    beside = land.near[centre, (rng.random(size) * land.nears[centre]).astype(np.intp)]
    other = width + rng.choice((-1, 1), size)
    other = np.where((other < 0) | (other >= land.widths) | (area == land.no_area), width, other)
    jumps, resized = rng.random(size) < JUMPS, rng.random(size) < 0.5
    aim = np.where(resized, centre * land.widths + other, beside * land.widths + width)
    aim = np.where(jumps, _prior_areas(land, rng, (size,)), aim)
    areas = old.areas.copy()
    areas[slot, columns] = aim
    new = _person(land, old.level, old.slope, areas)
    ways = np.log(land.nears[centre] / land.nears[aim // land.widths])  # as many there as back?
    back = np.where(jumps | resized, 0.0, ways)
    return _chosen(np.log(rng.random(size)) < _gain(known, free, old, new) + back, old, new)


def _gain(known: States, free: States, old: Person, new: Person) -> Reals:
    """The log likelihood of each state under `new` less that under `old`."""
    found: Reals = ((new.logits - old.logits) * known + (new.unknown - old.unknown)) * free
    return np.asarray(found.sum(axis=0), dtype=np.float32)


def _of(person: Person, columns: Places) -> Person:
    return Person(
        person.level[columns],
        person.slope[columns],
        person.areas[:, columns],
        person.logits[:, columns],
        person.unknown[:, columns],
    )


def _chosen(taken: NDArray[np.bool_], old: Person, new: Person) -> Person:
    return Person(
        np.where(taken, new.level, old.level),
        np.where(taken, new.slope, old.slope),
        np.where(taken, new.areas, old.areas),
        np.where(taken, new.logits, old.logits),
        np.where(taken, new.unknown, old.unknown),
    )


def _person(land: Terrain, level: Reals, slope: Reals, areas: Places) -> Person:
    steepness = np.float32(GENTLEST) * np.float32(STEEPEST / GENTLEST) ** slope
    height = (steepness + np.float32(2 * MARGIN)) * level - np.float32(MARGIN)
    logits: Reals = height - steepness * land.depth[:, None]
    inside = land.areas[:, areas[0]]
    for more in areas[1:]:
        inside = inside | land.areas[:, more]
    logits += np.float32(REACH) * inside
    np.clip(logits, -FARTHEST, FARTHEST, out=logits)
    unknown = np.asarray(-np.log1p(np.exp(logits)), dtype=np.float32)
    return Person(level, slope, areas, logits, unknown)


def _prior_areas(land: Terrain, rng: np.random.Generator, shape: tuple[int, ...]) -> Places:
    areas = rng.integers(0, max(1, land.no_area), shape)
    return np.where(rng.random(shape) < NO_AREA, land.no_area, areas)


def _missing(land: Terrain, known: States) -> NDArray[np.int16]:
    """How many prerequisites of each concept are not known in each state."""
    missing = np.zeros(known.shape, dtype=np.int16)
    for n, parents in enumerate(land.parents):
        if len(parents):
            missing[n] = len(parents) - known[parents].sum(axis=0)
    return missing


def _logistic(rng: np.random.Generator, shape: tuple[int, ...]) -> Reals:
    """Draws whose being under x has the chance 1 / (1 + exp(-x))."""
    u = np.maximum(rng.random(shape, dtype=np.float32), np.float32(1e-7))
    found: Reals = np.log(u / (np.float32(1) - u))
    return found
