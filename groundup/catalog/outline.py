"""What the files of `content/` say, as records: concepts, labs, tracks, plans, projects, resources, themes.

Plain and frozen; nothing here knows how a file is read. Texts are
Markdown with `$math$`, as their author wrote them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from groundup.records import Limits, Node, Profile

Tier = Literal["core", "extension"]
FILE_BENCHES = ("suite", "script")  # what is handed in is one file
FOLDER_BENCHES = ("package", "repository")  # a folder of the workspace
BENCHES = FILE_BENCHES + FOLDER_BENCHES


@dataclass(frozen=True)
class About:
    """What a concept is and is not; `resources` are ids, best first."""

    summary: str
    objectives: tuple[str, ...]
    out_of_scope: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a concept stands on the roadmap. `track` names the one specialisation that needs it."""

    order: int
    tier: Tier = "core"
    track: str | None = None
    path90: bool = False  # part of the 90-day plan
    pull_forward: bool = False  # taken in weeks 2 to 6, before its stage begins


@dataclass(frozen=True)
class MistakeOutline:
    """A known mistake as the outline names it; a complete lab has it as code in lab/mistakes/."""

    wrong: str
    symptom: str


@dataclass(frozen=True)
class Rules:
    """What the code of a lab may use, and the bench that looks at a practical."""

    forbids: tuple[str, ...] = ()
    profile: Profile = "core"
    limits: Limits = field(default_factory=Limits)
    bench: str = field(default="", repr=False)


@dataclass(frozen=True)
class LabOutline:
    """A lab, or a practical: work that a bench looks at. `module` is where it lies in the workspace.

    `builds` are signature lines; `uses` the ids of earlier labs that its module may import;
    `oracle` the library calls it is compared with, and `compares` how closely."""

    id: str
    layer: int
    module: str
    builds: tuple[str, ...]
    uses: tuple[str, ...]
    rules: Rules
    oracle: tuple[str, ...] = ()
    compares: str = ""

    @property
    def entry(self) -> str:
        """The dotted name of the module: "mylib.linalg.vectors"."""
        return self.module.removesuffix(".py").replace("/", ".")

    @property
    def folder(self) -> str:
        """The folder of the concept that holds its files."""
        return "practical" if self.rules.bench else "lab"

    @property
    def is_folder(self) -> bool:
        """Whether what is handed in is a folder, and not one file."""
        return self.rules.bench in FOLDER_BENCHES


@dataclass(frozen=True)
class QuestionOutline:
    """A question family as the outline names it; questions.py of a complete concept defines it."""

    id: str
    kind: str
    varies: str
    checked: str = ""
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A moving figure. While it is only outlined, `function` is empty and `wants` says what should move."""

    title: str
    shows: str
    function: str = ""
    controls: tuple[Mapping[str, Any], ...] = ()
    wants: tuple[str, ...] = ()

    @property
    def defaults(self) -> dict[str, Any]:
        return {control["name"]: control["value"] for control in self.controls}


@dataclass(frozen=True)
class Details:
    """The part of concept.toml that only the concept's own pages need."""

    questions: tuple[QuestionOutline, ...] = ()
    figures: tuple[Figure, ...] = ()
    mistakes: tuple[MistakeOutline, ...] = ()


@dataclass(frozen=True)
class Concept:
    """One folder of content/concepts. `complete` concepts can be taught; the others are outlined."""

    node: Node
    about: About
    place: Place
    lab: LabOutline | None
    path: Path
    complete: bool
    details: Callable[[], Details] = field(compare=False, repr=False)  # parsed when first asked for
    practical: LabOutline | None = None

    @property
    def labs(self) -> tuple[LabOutline, ...]:
        """What can be checked: the lab, and the practical."""
        return tuple(one for one in (self.lab, self.practical) if one is not None)

    @property
    def questions(self) -> tuple[QuestionOutline, ...]:
        return self.details().questions

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.details().figures

    @property
    def mistakes(self) -> tuple[MistakeOutline, ...]:
        return self.details().mistakes

    @property
    def id(self) -> str:
        return self.node.id

    @property
    def title(self) -> str:
        return self.node.title

    @property
    def stage(self) -> str:
        return self.node.stage

    @property
    def summary(self) -> str:
        return self.about.summary

    @property
    def objectives(self) -> tuple[str, ...]:
        return self.about.objectives

    @property
    def out_of_scope(self) -> tuple[str, ...]:
        return self.about.out_of_scope

    @property
    def resources(self) -> tuple[str, ...]:
        return self.about.resources


@dataclass(frozen=True)
class Stage:
    """`weeks` of the 52-week plan and `days` of the 90-day plan, first and last; empty where it has none."""

    id: str
    title: str
    summary: str
    group: str
    weeks: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    milestone: str | None = None
    tracks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layer:
    """A layer of the learner's own library."""

    layer: int
    title: str
    modules: tuple[str, ...]


@dataclass(frozen=True)
class Track:
    """A specialisation or a role: the concepts it stresses, and the projects that are its evidence."""

    id: str
    title: str
    kind: Literal["specialisation", "role"]
    outcome: str
    concepts: tuple[str, ...]
    projects: tuple[str, ...]
    resources: tuple[str, ...] = ()
    track: str | None = None


@dataclass(frozen=True)
class PlanOutline:
    """A plan or rhythm as data. `tables` holds what only its kind has: blocks, ships, days, phases, steps."""

    id: str
    title: str
    kind: str
    summary: str
    hours_per_week: tuple[int, ...]
    concepts: tuple[str, ...]
    projects: tuple[str, ...]
    tables: Mapping[str, Any]


@dataclass(frozen=True)
class Criterion:
    """A line of a rubric: what the audit does, and what passes. A `gate` must pass.

    `concept`: what to learn where it does not pass; empty where no one concept would help.
    """

    id: str
    check: str
    passes: str
    gate: bool = False
    concept: str = ""


@dataclass(frozen=True)
class Effort:
    """What a project takes and rests on."""

    hours: int
    concepts: tuple[str, ...]
    labs: tuple[str, ...]
    datasets: tuple[str, ...]
    resources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    id: str
    title: str
    kind: str
    stage: str
    effort: Effort
    deliverables: tuple[str, ...]
    rubric: tuple[Criterion, ...]
    known: ProjectFacts

    @property
    def hours(self) -> int:
        return self.effort.hours

    @property
    def concepts(self) -> tuple[str, ...]:
        return self.effort.concepts

    @property
    def labs(self) -> tuple[str, ...]:
        return self.effort.labs

    @property
    def datasets(self) -> tuple[str, ...]:
        return self.effort.datasets

    @property
    def baseline(self) -> str:
        return self.known.baseline

    @property
    def typical_failures(self) -> tuple[str, ...]:
        return self.known.typical_failures


@dataclass(frozen=True)
class ProjectFacts:
    """What is known before one begins: the score to beat, scores that were measured, how it usually fails."""

    baseline: str
    measured: str = ""
    typical_failures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resource:
    """A course, book, channel or paper. `url` is empty where there is no lasting one."""

    id: str
    title: str
    author: str
    kind: str
    cost: Literal["free", "login", "paid"]
    url: str
    serves: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class Dataset:
    id: str
    title: str
    primary: str
    fallback: str
    size: str
    verified: bool


@dataclass(frozen=True)
class Prompt:
    """An interview question with the points that a good answer makes."""

    id: str
    question: str
    concepts: tuple[str, ...]
    rubric: tuple[str, ...]


@dataclass(frozen=True)
class Theme:
    id: str
    title: str
    minutes_each: int
    prompts: tuple[Prompt, ...]
