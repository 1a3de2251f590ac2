"""Rules for concept.toml beyond its form: what it names exists, what it counts is sane, ids are unique."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from groundup.catalog.catalog import Catalog
from groundup.catalog.mutation import FILE as EQUIVALENTS
from groundup.catalog.outline import Concept, LabOutline
from groundup.catalog.reading import LAB_FILES, LESSON_FILES
from groundup.records import Problem

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MODULE = re.compile(r"mylib(/[a-z_][a-z0-9_]*)+\.py")
FOLDER = re.compile(r"practice(/[a-z][a-z0-9_-]*)+")
FORBIDDEN = re.compile(r"[A-Za-z_]\w*(\.\w+)*|@")
# Shorter is not worth a page, longer is two concepts; preparing for interviews is practice above all.
MINUTES = {"lesson": (10, 40), "practice": (5, 240), "lab": (10, 120)}
KNOWN_FILES = {"concept.toml", "lab", "practical", *LESSON_FILES}
KNOWN_LAB_FILES = {"mistakes", "others", "speed.py", EQUIVALENTS, *LAB_FILES}


def outline_problems(concept: Concept, catalog: Catalog) -> Iterator[Problem]:
    path = str(concept.path / "concept.toml")
    for rule, remedy in (
        *_names(concept, catalog),
        *_minutes(concept),
        *_questions(concept),
        *_figures(concept),
        *_contains(concept, catalog),
        *(fault for lab in concept.labs for fault in _lab(lab, concept, catalog)),
    ):
        yield Problem(path, rule, remedy)
    yield from _files(concept)


Fault = tuple[str, str]


def _names(concept: Concept, catalog: Catalog) -> Iterator[Fault]:
    if not ID.fullmatch(concept.id):
        yield (
            f"A concept's id is lower-case words joined by hyphens: {concept.id!r} is not.",
            "Rename its folder.",
        )
    stages = {stage.id: stage for stage in catalog.stages}
    if concept.stage not in stages:
        yield (
            f"`stage` is a stage of stages.toml: {concept.stage!r} is not.",
            f"Use one of {', '.join(stages)}.",
        )
    tracks = [track for stage in stages.values() for track in stage.tracks]
    if concept.place.track is not None and concept.place.track not in tracks:
        yield (
            f"`track` is a track of its stage: {concept.place.track!r} is not.",
            f"Use one of {', '.join(tracks)}.",
        )
    for name in concept.resources:
        if name not in catalog.resources:
            yield f"Every resource is in resources.toml: {name!r} is not.", "Correct the id, or add it there."
    if concept.summary and not concept.summary.endswith((".", "?")):
        yield "`summary` is a sentence.", "End it with a full stop."
    if not concept.objectives:
        yield "A concept has objectives.", "Say in `objectives` what one becomes able to do."


def _minutes(concept: Concept) -> Iterator[Fault]:
    minutes = concept.node.minutes
    for part, (least, most) in MINUTES.items():
        spent = getattr(minutes, part)
        if part == "lab" and (spent > 0) != bool(concept.labs):
            yield "`minutes.lab` and [lab] come together.", "Give both, or neither."
        elif (spent or part != "lab") and not least <= spent <= most:
            yield (
                f"`minutes.{part}` is from {least} to {most}: {spent} is not.",
                "Estimate again, or split the concept.",
            )


def _questions(concept: Concept) -> Iterator[Fault]:
    if not concept.questions:
        yield "A concept has question families.", "Outline at least one in [[questions]]."
    for id, times in Counter(question.id for question in concept.questions).items():
        if times > 1:
            yield f"Question ids are unique within a concept: {id!r} is there {times} times.", "Rename one."
        if not ID.fullmatch(id):
            yield f"A question id is lower-case words joined by hyphens: {id!r} is not.", "Rename it."


def _figures(concept: Concept) -> Iterator[Fault]:
    if not concept.figures:
        yield "A concept has a moving figure.", "Outline one in [[figures]]: title, shows, wants."
    for figure in concept.figures:
        if not figure.function and not figure.wants:
            yield (
                f"The figure {figure.title!r} has a function, or says what should move.",
                "Write `function` and [[figures.controls]], or `wants`.",
            )
        if concept.complete and not figure.function:
            yield (
                f"In a complete concept every figure is drawn: {figure.title!r} is not.",
                "Write `function` and [[figures.controls]].",
            )
        if figure.function and not figure.controls:
            yield f"The figure {figure.function!r} can be moved.", "Give it [[figures.controls]]."
        names = [control["name"] for control in figure.controls]
        for name in names:
            if names.count(name) > 1 or not str(name).isidentifier():
                yield (
                    f"Controls of {figure.function!r} have different names that Python allows: "
                    f"{name!r} is not one.",
                    "Rename it here and in figures.py.",
                )


def _contains(concept: Concept, catalog: Catalog) -> Iterator[Fault]:
    for id, share in concept.node.contains.items():
        earlier = id in catalog.concepts and catalog.concepts[id].place.order < concept.place.order
        if not earlier or not 0 < share <= 1:
            yield (
                f"[contains] gives earlier concepts a share above 0 and up to 1: {id} = {share} does not.",
                "Correct the id or the share.",
            )


def _lab(lab: LabOutline, concept: Concept, catalog: Catalog) -> Iterator[Fault]:
    if not lab.id.startswith(f"{lab.folder}-") or not ID.fullmatch(lab.id):
        yield f"A lab's id begins with {lab.folder}-: {lab.id!r} does not.", "Rename it."
    form, like = (FOLDER, "practice/history") if lab.is_folder else (MODULE, "mylib/linalg/vectors.py")
    if not form.fullmatch(lab.module):
        yield (
            f"`module` is a path like {like}: {lab.module!r} is not.",
            "Correct it; lower-case names only.",
        )
    layers = {layer.layer for layer in catalog.layers}
    if layers and not lab.rules.bench and lab.layer not in layers:
        yield f"`layer` is a layer of library.toml: {lab.layer} is not.", "Choose the layer it builds on."
    if not lab.builds:
        yield "A lab says what is built.", "List the signatures in `builds`."
    for name in lab.rules.forbids:
        if not FORBIDDEN.fullmatch(name):
            yield f"`forbids` holds dotted names and @: {name!r} is neither.", "Correct it."
    homes = {c.lab.id: c for c in catalog.concepts.values() if c.lab}
    for used in lab.uses:
        if used not in homes:
            yield f"Every lab under `uses` exists: {used!r} does not.", "Correct the id."
        elif homes[used].place.order >= concept.place.order:
            yield (
                f"Labs under `uses` come earlier on the roadmap: {used!r} does not.",
                "Use an earlier lab, or give this concept a higher `order`.",
            )


def _files(concept: Concept) -> Iterator[Problem]:
    """A misspelt file would be passed over in silence."""
    folders: list[tuple[Path, set[str]]] = [
        (concept.path, KNOWN_FILES),
        (concept.path / "lab", KNOWN_LAB_FILES),
        (concept.path / "practical", KNOWN_LAB_FILES),
    ]
    for folder, known in folders:
        for found in sorted(folder.iterdir()) if folder.is_dir() else []:
            if found.name not in known and not found.name.startswith((".", "__pycache__")):
                yield Problem(
                    str(found),
                    f"Every file of a concept is known: {found.name!r} is not.",
                    f"Rename it ({', '.join(sorted(known))}), or move it away.",
                )
    there = [name for name in LESSON_FILES if (concept.path / name).is_file()]
    if there and len(there) < len(LESSON_FILES):
        missing = ", ".join(name for name in LESSON_FILES if name not in there)
        yield Problem(
            str(concept.path),
            f"{', '.join(LESSON_FILES)} come together.",
            f"Write {missing}; until then the concept is shown as outlined.",
        )
    for lab in concept.labs if "lesson.md" in there else ():
        lost = [name for name in LAB_FILES if not (concept.path / lab.folder / name).is_file()]
        if lost:
            yield Problem(
                str(concept.path / lab.folder),
                f"A concept with a lesson has its whole {lab.folder}.",
                f"Write {', '.join(lost)}; until then the concept is shown as outlined.",
            )


def duplicate_problems(concepts: Iterable[Concept]) -> Iterator[Problem]:
    """What must be unique over all concepts of all packs; places on the roadmap within one pack."""
    seen: dict[tuple[str, object], Concept] = {}
    for concept in concepts:
        pack = concept.path.parent
        marks: list[tuple[str, object]] = [("id", concept.id), ("order", (pack, concept.place.order))]
        for lab in concept.labs:
            marks += [("lab id", lab.id), ("module", lab.module)]
        for what, value in marks:
            other = seen.setdefault((what, value), concept)
            if other is not concept:
                said = concept.place.order if what == "order" else value
                yield Problem(
                    str(concept.path / "concept.toml"),
                    f"Every {what} is used once: {said!r} is also that of {other.path}.",
                    f"Choose another {what}.",
                )
