"""The whole contract over the folders given: everything that is wrong at once, with rule and remedy.

Without an engine only what can be read is checked. Nothing is written anywhere, and no folder's fault hides
another's.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from groundup.catalog.catalog import Catalog, concept_folders, load
from groundup.catalog.contract.cells import cell_problems
from groundup.catalog.contract.figures import drawing_problems, figure_problems
from groundup.catalog.contract.graph import graph_problems
from groundup.catalog.contract.judged import judged_problems
from groundup.catalog.contract.labs import lab_problems
from groundup.catalog.contract.lessons import lesson_problems
from groundup.catalog.contract.others import other_problems
from groundup.catalog.contract.outlines import duplicate_problems, outline_problems
from groundup.catalog.contract.projects import project_problems
from groundup.catalog.contract.questions import question_problems
from groundup.catalog.contract.races import race_problems
from groundup.catalog.contract.running import Checking, Runner
from groundup.catalog.outline import Concept
from groundup.catalog.reading import has_whole_lab, read_concept
from groundup.records import GroundupError, Problem


def check(
    roots: Sequence[Path],
    engine: Runner | None = None,
    *,
    seeds: int = 50,
    only: Sequence[Path] = (),
    progress: Callable[[str], None] = lambda _: None,
) -> list[Problem]:
    """Every problem of these packs, or of what `only` names: paths, also of another pack, or concept ids.

    `progress` is told what is being checked. Raises GroundupError("not-found") where `only` fits nothing.
    """
    roots = packs_with(roots, only)
    checking = Checking(load(roots), engine, seeds, progress)
    folders = chosen_folders(concept_folders(roots), only)
    problems, concepts = [], []
    for folder in folders:
        concept, wrong = read_concept(folder, whole=True)
        problems += wrong
        concepts += [concept] if concept else []
    problems += [found for found in _together(roots, checking.catalog) if _concerns(found, folders, only)]
    for concept in concepts:
        problems += list(_one(concept, checking))
    return in_order(problems)


def _together(roots: Sequence[Path], catalog: Catalog) -> Iterator[Problem]:
    """What can only be seen over all concepts and packs."""
    read = [read_concept(folder, whole=True)[0] for folder in concept_folders(roots)]
    concepts = [concept for concept in read if concept is not None]
    first: dict[str, Concept] = {}
    for concept in concepts:
        first.setdefault(concept.id, concept)
    yield from duplicate_problems(concepts)
    yield from graph_problems(first, catalog.left_out)
    yield from other_problems(catalog)
    yield from project_problems(catalog)


def _one(concept: Concept, checking: Checking) -> Iterator[Problem]:
    checking.progress(concept.id)
    yield from outline_problems(concept, checking.catalog)
    for part, rules in _parts(concept, checking):
        checking.progress(f"{concept.id}: {part}")
        try:
            yield from rules()
        except GroundupError as error:
            yield Problem(str(concept.path), f"The {part} of a concept can be read.", error.message)


Rules = Callable[[], Iterator[Problem]]


def _parts(concept: Concept, checking: Checking) -> Iterator[tuple[str, Rules]]:
    """The parts that are there, each with its rules: those that read, then those that run."""
    catalog, engine, path = checking.catalog, checking.engine, concept.path
    if (path / "lesson.md").is_file():
        yield "lesson", lambda: lesson_problems(concept, catalog)
    if (path / "figures.py").is_file():
        yield "figures", lambda: figure_problems(concept)
    if (path / "questions.py").is_file():
        yield "questions", lambda: question_problems(concept, catalog, checking.seeds)
    for lab in concept.labs:
        if has_whole_lab(path, lab.folder):
            yield lab.folder, partial(_read_lab, concept, lab.id, catalog)
    if engine is None:
        return
    if (path / "lesson.md").is_file():
        yield "cells", lambda: cell_problems(concept, engine)
    if (path / "figures.py").is_file():
        yield "figures at their limits", lambda: drawing_problems(concept, engine)
    for lab in concept.labs:
        if lab.id in catalog.labs:  # not while a lab that it rests on has no solution
            yield f"{lab.folder}, run", partial(_run_lab, concept, lab.id, catalog, engine)
            yield f"{lab.folder}, timed", partial(_run_races, concept, lab.id, catalog, engine)


def _read_lab(concept: Concept, id: str, catalog: Catalog) -> Iterator[Problem]:
    yield from lab_problems(concept, catalog.lab(id), catalog)


def _run_lab(concept: Concept, id: str, catalog: Catalog, engine: Runner) -> Iterator[Problem]:
    yield from judged_problems(concept, catalog.lab(id), catalog, engine)


def _run_races(concept: Concept, id: str, catalog: Catalog, engine: Runner) -> Iterator[Problem]:
    lab = catalog.lab(id)
    yield from race_problems(lab, catalog, engine, concept.path / lab.outline.folder / "speed.py")


def chosen_folders(folders: Sequence[Path], only: Sequence[Path]) -> list[Path]:
    """The concept folders that `only` names, lies in, or contains; all without `only`."""
    if not only:
        return list(folders)
    chosen = []
    for wanted in only:
        absolute = wanted.expanduser().absolute()
        found = [
            folder
            for folder in folders
            if folder.name == str(wanted)
            or folder.absolute() == absolute
            or absolute in folder.absolute().parents
            or folder.absolute() in absolute.parents
        ]
        if not found and pack_of(absolute) is None:
            raise GroundupError("not-found", f"{wanted} is neither a concept nor a path with content.")
        chosen += [folder for folder in found if folder not in chosen]
    return chosen


def pack_of(path: Path) -> Path | None:
    """The pack that a path lies in, or is: the nearest folder upwards with concepts/ in it."""
    if not path.exists():
        return None
    return next((folder for folder in (path, *path.parents) if (folder / "concepts").is_dir()), None)


def packs_with(roots: Sequence[Path], only: Sequence[Path]) -> list[Path]:
    """These packs, and the further ones that paths of `only` lie in."""
    known = {root.absolute() for root in roots}
    packs = [pack_of(path.expanduser().absolute()) for path in only]
    further = dict.fromkeys(pack for pack in packs if pack is not None and pack not in known)
    return [*roots, *further]


def _concerns(found: Problem, folders: Sequence[Path], only: Sequence[Path]) -> bool:
    """Whether a problem seen over all packs belongs to what was asked for."""
    if not only:
        return True
    at = Path(found.path.partition(":")[0]).absolute()
    wanted = [path.expanduser().absolute() for path in (*folders, *only)]
    return any(path == at or path in at.parents for path in wanted)


def in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Each once, sorted by path, with paths as short as they can be said from here."""
    here = Path.cwd()
    shown = {replace(found, path=_short(found.path, here)) for found in problems}
    return sorted(shown, key=lambda found: (found.path, found.rule))


def _short(path: str, here: Path) -> str:
    relative = os.path.relpath(path, here)
    return path if relative.startswith("..") else relative
