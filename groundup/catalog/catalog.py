"""Everything that is taught, loaded from one or more packs.

`load` parses the outlines and nothing else; a lesson, the questions and the lab of a concept are read when
they are first asked for. A broken folder never takes the rest down: what cannot be used is left out or shown
as outlined, and `problems` says why. Nothing is cached on disk and nothing is watched: load again to see a
change.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Literal, TypeVar

from groundup.catalog import shelves
from groundup.catalog.lab import Lab, has_solution, hash_lab, read_lab, read_races
from groundup.catalog.lesson import Lesson, parse_lesson
from groundup.catalog.outline import (
    Concept,
    Dataset,
    LabOutline,
    Layer,
    PlanOutline,
    Project,
    Resource,
    Stage,
    Theme,
    Track,
)
from groundup.catalog.projects import ProjectContent, is_complete, read_project
from groundup.catalog.reading import has_whole_lab, read_concept
from groundup.catalog.soundness import lendable_labs, sound, unlendable
from groundup.catalog.sources import HASH_LENGTH, hash_files, import_source, read_text
from groundup.grading import Family, Race, load_families
from groundup.records import Graph, GroundupError, Problem

Part = Literal["lesson", "questions", "lab", "figures"]
FILES: Mapping[Part, str] = {"lesson": "lesson.md", "questions": "questions.py", "figures": "figures.py"}
NOTATION = "notation.md"
S = TypeVar("S")
T = TypeVar("T", Stage, Track, PlanOutline, Project, Resource, Dataset, Theme)


class Catalog:
    """Read-only after loading, and safe to share between threads."""

    def __init__(
        self,
        roots: Sequence[Path],
        concepts: Iterable[Concept],
        problems: list[Problem],
        left_out: frozenset[str] = frozenset(),
    ) -> None:
        self.roots = tuple(roots)
        self.problems = problems
        self.left_out = left_out  # concepts whose outline is too broken to be used
        self.concepts: dict[str, Concept] = {
            concept.id: concept for concept in sorted(concepts, key=lambda c: (c.place.order, c.id))
        }
        self.graph: Graph = {id: concept.node for id, concept in self.concepts.items()}
        self._kept: dict[tuple[str, str], object] = {}
        self._lock = threading.RLock()

    def names(self, id: str) -> bool:
        """Whether a concept of this id is there, be it too broken to be used."""
        return id in self.concepts or id in self.left_out

    def concept(self, id: str) -> Concept:
        """Raises GroundupError("not-found")."""
        if id not in self.concepts:
            raise GroundupError("not-found", f"There is no concept {id!r}. All of them: groundup map")
        return self.concepts[id]

    @cached_property
    def labs(self) -> dict[str, str]:
        """The labs and practicals that can be built, and the concept of each."""
        lendable = lendable_labs(self.concepts.values())
        return {
            outline.id: concept.id
            for concept, outline in self._with_solution()
            if has_whole_lab(concept.path, outline.folder) and not unlendable(outline, lendable)
        }

    @cached_property
    def supplied(self) -> dict[str, str]:
        """The labs that so far can only be lent, and the concept of each."""
        return {
            outline.id: concept.id
            for concept, outline in self._with_solution()
            if outline.id not in self.labs
        }

    def _with_solution(self) -> list[tuple[Concept, LabOutline]]:
        return [
            (concept, outline)
            for concept in self.concepts.values()
            for outline in concept.labs
            if has_solution(concept, outline)
        ]

    def outline(self, lab_id: str) -> LabOutline | None:
        """Of a lab or practical, also where it cannot be built yet."""
        outlines = (outline for concept in self.concepts.values() for outline in concept.labs)
        return next((outline for outline in outlines if outline.id == lab_id), None)

    def lab(self, lab_id: str) -> Lab:
        """A lab that can be built or lent. Raises GroundupError("not-found" or "content")."""
        concept, outline = self.labs.get(lab_id) or self.supplied.get(lab_id), self.outline(lab_id)
        if concept is None or outline is None:
            raise GroundupError("not-found", f"There is no lab {lab_id!r}.")
        return self._once("lab", lab_id, lambda: read_lab(self.concepts[concept], outline))

    def races(self, lab_id: str) -> tuple[Race, ...]:
        """What is timed of a lab; none where it has no lab/speed.py. Raises as `lab` does."""
        lab = self.lab(lab_id)
        return self._once("races", lab_id, lambda: read_races(self.concepts[lab.concept], lab.outline))

    def lesson(self, id: str) -> Lesson:
        """Raises GroundupError("not-found" or "content")."""
        return self._once("lesson", id, lambda: self._read_lesson(id))

    def _read_lesson(self, id: str) -> Lesson:
        path = self.concept(id).path / "lesson.md"
        if not path.is_file():
            raise GroundupError("not-found", f"{id} has no lesson yet: it is outlined.")
        return parse_lesson(read_text(path), str(path))[0]

    def families(self, id: str) -> Mapping[str, Family]:
        """The question families of a concept, in the author's order; none where questions.py is broken."""
        return self._once("families", id, lambda: self._read_families(id))

    def _read_families(self, id: str) -> Mapping[str, Family]:
        path = self.concept(id).path / "questions.py"
        if not path.is_file():
            return {}
        try:
            return load_families(import_source(path))
        except (GroundupError, ValueError) as error:
            self.problems.append(Problem(str(path), "questions.py can be imported.", str(error)))
            return {}

    def figure_source(self, id: str) -> str:
        """The text of figures.py. Raises GroundupError("not-found")."""
        path = self.concept(id).path / "figures.py"
        if not path.is_file():
            raise GroundupError("not-found", f"{id} has no moving figure yet.")
        return self._once("figures", id, lambda: read_text(path))

    def hash(self, id: str, part: Part) -> str:
        """The version of a part of a concept: changes when a file that matters to it changes."""
        return self._once(f"hash {part}", id, lambda: self._hash(id, part))

    def _hash(self, id: str, part: Part) -> str:
        concept = self.concept(id)
        if part == "lab":
            return hash_lab(concept, concept.lab)
        path = concept.path / FILES[part]
        return hash_files([path] if path.is_file() else [], concept.path)

    @cached_property
    def version(self) -> str:
        """Changes when a concept is added, removed or outlined differently, or gains a question family."""
        digest = hashlib.sha256()
        for concept in self.concepts.values():
            digest.update((concept.path / "concept.toml").read_bytes())
            digest.update(repr((concept.id, concept.complete, concept.node.families)).encode())
        return digest.hexdigest()[:HASH_LENGTH]

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        return tuple(self._shelf(shelves.read_stages).values())

    @cached_property
    def layers(self) -> tuple[Layer, ...]:
        """The layers of the learner's library; the first pack that defines a layer counts."""
        found: dict[int, Layer] = {}
        for root in self.roots:
            layers, problems = shelves.read_layers(root)
            self.problems.extend(problems)
            for layer in layers:
                found.setdefault(layer.layer, layer)
        return tuple(found.values())

    @cached_property
    def tracks(self) -> dict[str, Track]:
        return self._shelf(shelves.read_tracks)

    @cached_property
    def plans(self) -> dict[str, PlanOutline]:
        return self._shelf(shelves.read_plans)

    @cached_property
    def projects(self) -> dict[str, Project]:
        return self._shelf(shelves.read_projects)

    def project(self, id: str) -> Project:
        """Raises GroundupError("not-found")."""
        if id not in self.projects:
            raise GroundupError(
                "not-found", f"There is no project {id!r}. All of them: groundup project list"
            )
        return self.projects[id]

    def project_content(self, id: str) -> ProjectContent | None:
        """What a complete project holds; None while it is outlined. Raises GroundupError."""
        self.project(id)
        folders = (root / "projects" / id for root in self.roots)
        folder = next((folder for folder in folders if is_complete(folder)), None)
        return None if folder is None else self._once("project", id, partial(read_project, folder))

    def is_complete_project(self, id: str) -> bool:
        return any(is_complete(root / "projects" / id) for root in self.roots)

    @cached_property
    def resources(self) -> dict[str, Resource]:
        return self._shelf(shelves.read_resources)

    @cached_property
    def datasets(self) -> dict[str, Dataset]:
        return self._shelf(shelves.read_datasets)

    @cached_property
    def interview(self) -> dict[str, Theme]:
        return self._shelf(shelves.read_themes)

    def notation(self) -> str:
        """The page that says every symbol once, of the first pack that has one.

        Raises GroundupError("not-found").
        """
        for root in self.roots:
            path = root / NOTATION
            if path.is_file():
                return self._once("notation", str(root), partial(read_text, path))
        raise GroundupError("not-found", f"This content has no {NOTATION}.")

    def serving(self, id: str) -> tuple[Resource, ...]:
        """The resources for a concept, stage, track, plan, project or theme."""
        if id in self.concepts:
            named = self.concepts[id].resources
            return tuple(self.resources[name] for name in named if name in self.resources)
        return tuple(resource for resource in self.resources.values() if id in resource.serves)

    def _shelf(self, read: Callable[[Path], shelves.Shelf[T]]) -> dict[str, T]:
        """By id over all packs; the first pack that defines an id counts."""
        shelf: dict[str, T] = {}
        for root in self.roots:
            found, problems = read(root)
            self.problems.extend(problems)
            for item in found:
                shelf.setdefault(item.id, item)
        return shelf

    def _once(self, kind: str, key: str, make: Callable[[], S]) -> S:
        with self._lock:
            if (kind, key) not in self._kept:
                self._kept[kind, key] = make()
            kept: S = self._kept[kind, key]  # type: ignore[assignment]  # each kind holds one type
            return kept


def load(roots: Sequence[Path]) -> Catalog:
    """Everything that these packs teach, in roadmap order."""
    concepts: dict[str, Concept] = {}
    problems: list[Problem] = []
    folders = concept_folders(roots)
    for folder in folders:
        concept, wrong = read_concept(folder)
        problems += wrong
        if concept is not None:
            concepts.setdefault(concept.id, concept)
    left_out = frozenset(folder.name for folder in folders) - concepts.keys()
    return Catalog(roots, sound(concepts, problems), problems, left_out)


def concept_folders(roots: Iterable[Path]) -> list[Path]:
    """Every folder of concepts/ that has a concept.toml."""
    return [path.parent for root in roots for path in sorted((root / "concepts").glob("*/concept.toml"))]
