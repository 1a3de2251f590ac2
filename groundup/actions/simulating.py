"""Populations of simulated learners on the content at hand. It needs no workspace, and touches none."""

from __future__ import annotations

from collections.abc import Callable

from groundup.actions.simulation import Simulation, course, simulated
from groundup.catalog import content_roots, load


def simulate(
    learners: int,
    goal: str = "",
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
    *,
    refits: bool = False,
) -> Simulation:
    """`learners` novices and as many specialists on their way to a role, a track or a concept.

    Without a goal, through the whole map. `progress` is called with the name of each life. Raises
    GroundupError("not-found"), and ("environment") for `refits` without the optimiser.
    """
    return simulated(course(load(content_roots()), goal), learners, seed, progress, refits=refits)
