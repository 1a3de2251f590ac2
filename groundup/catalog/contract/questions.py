"""Question families: all that are outlined exist, and each is certified over many seeds by the grader."""

from __future__ import annotations

from collections.abc import Iterator

from groundup import grading
from groundup.catalog.catalog import Catalog
from groundup.catalog.outline import Concept
from groundup.catalog.reading import declared_families
from groundup.catalog.sources import import_source
from groundup.records import GroundupError, Problem


def question_problems(concept: Concept, catalog: Catalog, seeds: int) -> Iterator[Problem]:
    path = str(concept.path / "questions.py")
    try:
        families = grading.load_families(import_source(concept.path / "questions.py"))
    except (GroundupError, ValueError) as error:
        yield Problem(path, "questions.py can be imported.", str(error))
        return
    for outline in concept.questions:
        if outline.id not in families:
            yield Problem(
                path,
                f"Every family of concept.toml is defined: {outline.id!r} is not.",
                f'Write it: @family("{outline.id}").',
            )
    for id in sorted(families.keys() ^ declared_families(concept.path).keys()):
        yield Problem(
            path,
            f"A family is declared so that it is found without running the file: {id!r} is not.",
            f'Write @family("{id}", ...) at the left margin, the id first.',
        )
    for id, family in families.items():
        for fault in grading.certify(family, range(seeds)):
            yield Problem(path, f"The family {id!r} is sound.", str(fault))
