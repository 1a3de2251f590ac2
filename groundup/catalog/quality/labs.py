"""Measures the checks of a lab: which mutants of its solution they let pass, and which are listed."""

from __future__ import annotations

from pathlib import Path

from groundup.catalog.catalog import Catalog
from groundup.catalog.contract.labs import lent_files
from groundup.catalog.contract.running import Runner
from groundup.catalog.lab import Lab
from groundup.catalog.mutation import FILE, Name, matched, mutants, read_equivalents, stale
from groundup.catalog.outline import Concept
from groundup.catalog.quality.killing import surviving
from groundup.catalog.quality.measures import LabMeasure, Survivor, lab_bars
from groundup.records import Problem


def measure_lab(
    lab: Lab, concept: Concept, catalog: Catalog, engine: Runner
) -> tuple[LabMeasure, list[Problem]]:
    """The measure, and what is wrong: a bar that is missed, or a line of lab/equivalent.toml."""
    folder = concept.path / "lab"
    names, problems = read_equivalents(folder)
    every = mutants(lab.solution)
    listed = {mutant.name for mutant in matched(names, every).values() if mutant is not None}
    survived = surviving(lab, every, lent_files(lab, catalog), engine)
    equivalent = listed & {mutant.name for mutant, _ in survived}
    survivors = tuple(
        Survivor(f"{folder / 'solution.py'}:{mutant.number}", mutant.name, why)
        for mutant, why in survived
        if mutant.name not in equivalent
    )
    counted = len(every) - len(equivalent)
    found = LabMeasure(lab.id, counted, len(equivalent), survivors, len(lab.others), len(lab.mistakes))
    problems += stale(names, every, folder / FILE)
    problems += [_killed(name, folder / FILE) for name in sorted(listed - equivalent)]
    problems += lab_bars(found, str(folder / "checks.py"))
    return found, problems


def _killed(name: Name, path: Path) -> Problem:
    return Problem(
        str(path),
        f"An equivalent does what the solution does: {name.edit!r} in {name.function!r} fails a check.",
        "Take it out of the list.",
    )
