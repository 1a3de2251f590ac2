"""Measures concepts: mutants of their labs, certified families, cells, figures, minutes.

Promises the same mutants, verdicts and counts for the same content, interpreter and library versions; times
are those of this machine at that moment. Nothing is written anywhere. What the contract says about a concept
(`check`) is not said again here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from groundup import grading
from groundup.catalog.catalog import Catalog, concept_folders, load
from groundup.catalog.contract.checking import chosen_folders, in_order, packs_with
from groundup.catalog.contract.running import Runner
from groundup.catalog.lesson import Cell
from groundup.catalog.outline import Concept
from groundup.catalog.quality.drawing import figure_p95_ms
from groundup.catalog.quality.labs import measure_lab
from groundup.catalog.quality.measures import (
    LessonMeasure,
    Measure,
    Quality,
    lesson_bars,
    overall_bar,
)
from groundup.catalog.quality.minutes import counted_minutes
from groundup.records import Problem

SEEDS = 200  # of each question family


def measure(
    roots: Sequence[Path],
    engine: Runner,
    *,
    only: Sequence[Path] = (),
    seeds: int = SEEDS,
    progress: Callable[[str], None] = lambda _: None,
) -> Quality:
    """Every complete concept of these packs, or those that `only` names, also where a part is missing.

    Raises GroundupError("not-found") where `only` fits nothing.
    """
    roots = packs_with(roots, only)
    catalog = load(roots)
    folders = chosen_folders(concept_folders(roots), only)
    known = {concept.path: concept for concept in catalog.concepts.values()}
    chosen = [known[folder] for folder in folders if folder in known]
    rows, problems = [], []
    for concept in sorted(chosen, key=lambda concept: concept.place.order):
        if concept.complete or only:
            row, wrong = _measure(concept, catalog, engine, seeds, progress)
            rows.append(row)
            problems += wrong
    problems += overall_bar(rows, str(roots[0] / "concepts"))
    return Quality(tuple(rows), seeds, tuple(in_order(problems)))


def _measure(
    concept: Concept, catalog: Catalog, engine: Runner, seeds: int, progress: Callable[[str], None]
) -> tuple[Measure, list[Problem]]:
    problems: list[Problem] = []
    lab = None
    if concept.lab is not None and concept.lab.id in catalog.labs:
        progress(f"{concept.id}: mutants")
        lab, problems = measure_lab(catalog.lab(concept.lab.id), concept, catalog, engine)
    progress(f"{concept.id}: questions")
    families = catalog.families(concept.id)
    certified = sum(not grading.certify(family, seeds) for family in families.values())
    if certified < len(families):
        problems.append(_uncertified(concept, len(families) - certified, seeds))
    lesson = None
    if concept.complete:
        progress(f"{concept.id}: lesson")
        lesson = measure_lesson(concept, catalog, engine)
        problems += lesson_bars(lesson, str(concept.path / "lesson.md"))
    return Measure(concept.id, len(families), certified, lesson, lab), problems


def _uncertified(concept: Concept, count: int, seeds: int) -> Problem:
    return Problem(
        str(concept.path / "questions.py"),
        f"Every family is sound over {seeds} seeds: {count} here are not.",
        f"groundup content check {concept.id} --seeds {seeds}",
    )


def measure_lesson(concept: Concept, catalog: Catalog, engine: Runner) -> LessonMeasure:
    lesson = catalog.lesson(concept.id)
    sources = [block.source for block in lesson.blocks if isinstance(block, Cell)]
    return LessonMeasure(
        cells=len(sources),
        slowest_cell_ms=round(max(_cell_times(sources, engine), default=0.0), 1),
        figure_p95_ms=round(figure_p95_ms(concept, catalog.figure_source(concept.id), engine), 1),
        stated_minutes=concept.node.minutes.lesson,
        counted_minutes=round(counted_minutes(lesson), 1),
    )


def _cell_times(sources: Sequence[str], engine: Runner) -> list[float]:
    cells = engine.open("sci")
    try:
        return [cells.run(source).run.cpu_ms for source in sources]
    finally:
        cells.close()
