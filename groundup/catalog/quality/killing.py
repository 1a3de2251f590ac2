"""Runs mutants against the checks of their lab, inside the walls, as a learner's submission is run.

A mutant is killed when a check fails with every seed: one that passes with a lucky seed would pass for a
learner. Once a check has failed, the other seeds try that check first. A mutant that cannot be imported,
never ends, or takes more than it may, is killed; one on which a check breaks (raises an exception of its
own) is not.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from groundup import grading
from groundup.catalog.contract.running import Runner
from groundup.catalog.contract.trying import submission
from groundup.catalog.lab import Lab
from groundup.mutation import Mutant
from groundup.records import LearnerError, Remote, RunEnded

if TYPE_CHECKING:
    import numpy as np

SEEDS = (0, 1, 2)
PATIENCE = 2.0  # times what the solution takes for all seeds, before a loop is taken for an endless one
LEAST_S = 1.0


def surviving(
    lab: Lab, mutants: Sequence[Mutant], files: Mapping[str, str], engine: Runner
) -> list[tuple[Mutant, str]]:
    """Those that are not killed, in order, each with what happened."""
    wall_s = _wall_s(lab, files, engine)
    workers = min(2, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        told = pool.map(lambda mutant: fate(lab, mutant.source, files, engine, wall_s), mutants)
        return [(mutant, why) for mutant, why in zip(mutants, told, strict=True) if why]


def _wall_s(lab: Lab, files: Mapping[str, str], engine: Runner) -> float:
    """The time a mutant gets for all seeds together."""
    asked = submission(lab, lab.solution, files, "timed")
    run = engine.run(asked, partial(_grade_all, lab))
    return min(len(SEEDS) * lab.limits.wall_s, LEAST_S + PATIENCE * len(SEEDS) * run.wall_ms / 1000)


def _grade_all(lab: Lab, remote: Remote) -> None:
    import numpy as np  # here, so that reading content does not load it

    grading.grade(lab.id, lab.checks.checks, remote, np.random.default_rng(0), lab.module)


def fate(lab: Lab, source: str, files: Mapping[str, str], engine: Runner, wall_s: float) -> str:
    """Why a mutant survives, as a sentence; empty where it is killed."""
    why: list[str] = []

    def drive(remote: Remote) -> None:
        why[:] = [_survival(lab, grading.stand_in(remote, lab.module))]

    asked = submission(lab, source, files, "mutant")
    run = engine.run(replace(asked, limits=replace(asked.limits, wall_s=wall_s)), drive)
    if run.ours:
        return "Our side broke: run it again."
    return why[0] if why and run.status == "ok" else ""


def _survival(lab: Lab, stand_in: grading.StandIn) -> str:
    order = list(range(len(lab.checks.checks)))
    for seed in SEEDS:
        failed, broken = _first_failing(lab, stand_in, order, seed)
        if failed is None:
            return broken or f"Every check passes with seed {seed}."
        order.remove(failed)
        order.insert(0, failed)
    return ""


def _first_failing(
    lab: Lab, stand_in: grading.StandIn, order: Sequence[int], seed: int
) -> tuple[int | None, str]:
    """The first check in this order that fails, and what one that broke said."""
    broken = ""
    for index in order:
        check = lab.checks.checks[index]
        try:
            (result,) = grading.grade(lab.id, [check], stand_in, chance(seed, index), lab.module)
        except (LearnerError, RunEnded):
            raise
        except Exception as bug:  # a check that breaks is told to its author; it kills nothing
            broken = broken or f"The check {check.name!r} breaks: {type(bug).__name__}: {bug}"
            continue
        if not result.passed:
            return index, broken
    return None, broken


def chance(seed: int, index: int) -> np.random.Generator:
    """A generator whose first child is the one that check number `index` gets when all are graded."""
    import numpy as np  # here, so that reading content does not load it

    return np.random.default_rng(np.random.SeedSequence(seed, n_children_spawned=index))
