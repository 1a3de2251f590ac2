"""Races of a lab: each says what is timed and why, and both sides reach the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from groundup import grading
from groundup.catalog.catalog import Catalog
from groundup.catalog.contract.labs import lent_files
from groundup.catalog.contract.running import Runner, problem
from groundup.catalog.lab import Lab
from groundup.records import Problem, Remote, Submission

LEAST_WHY = 40  # characters; less does not explain anything


def race_problems(lab: Lab, catalog: Catalog, engine: Runner, path: Path) -> Iterator[Problem]:
    files = lent_files(lab, catalog) | lab.sources(lab.solution)
    for one in catalog.races(lab.id):
        if len(one.why) < LEAST_WHY or not one.why.endswith("."):
            yield problem(
                path,
                f"A race says why one side is faster: {one.name!r} does not.",
                "Write `why` in whole sentences: what the library does in another way.",
            )
        yield from _finishes(lab, files, one, engine, path)


def _finishes(
    lab: Lab, files: Mapping[str, str], one: grading.Race, engine: Runner, path: Path
) -> Iterator[Problem]:
    """Silent where the solution cannot even be imported: that is said of the lab."""
    steps: list[str] = []

    def drive(remote: Remote, race: grading.Race) -> None:
        import numpy as np  # importing this room loads no NumPy

        steps.append("begun")
        yours, theirs = race.run(grading.stand_in(remote, lab.module), np.random.default_rng(0))
        yours()
        theirs()
        steps.append("finished")

    submission = Submission("race", lab.entry, files, lab.forbids, lab.profile, lab.limits)
    why = ""
    try:
        run = engine.run(submission, partial(drive, race=one))
        why = run.fault.message if run.fault else run.status
    except (grading.Raised, grading.Missing) as error:
        why = str(error)
    if steps and steps[-1] != "finished":
        yield problem(
            path, f"The solution runs a race to its end: {one.name!r} it does not.", f"Mend it: {why}"
        )
