"""A lab: brief, starter, solution, checks, other solutions and known mistakes, read from a concept's `lab/`.

A supplied lab has only solution.py: it can be lent to a lab that uses it, but not yet be built.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from groundup.catalog.outline import Concept, LabOutline
from groundup.catalog.reading import has_whole_lab
from groundup.catalog.sources import hash_files, import_source, read_text
from groundup.grading import LabChecks, load_checks
from groundup.records import GroundupError, Limits, Profile


@dataclass(frozen=True)
class Mistake:
    """A known wrong implementation: `source` is the whole module, `explanation` what the learner is shown."""

    id: str
    source: str
    explanation: str


@dataclass(frozen=True)
class Other:
    """A correct solution written in another way: the whole module; its docstring says how it differs."""

    id: str
    source: str
    difference: str


@dataclass(frozen=True)
class Known:
    """The implementations that are known beside the solution: wrong ones, and other right ones."""

    mistakes: tuple[Mistake, ...] = ()
    others: tuple[Other, ...] = ()


@dataclass(frozen=True)
class Lab:
    """`hash` changes with anything that can change a verdict."""

    outline: LabOutline
    concept: str
    brief: str
    starter: str
    solution: str
    checks: LabChecks
    known: Known
    hash: str

    @property
    def id(self) -> str:
        return self.outline.id

    @property
    def module(self) -> str:
        return self.outline.module

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        return self.known.mistakes

    @property
    def others(self) -> tuple[Other, ...]:
        return self.known.others

    @property
    def entry(self) -> str:
        return self.outline.entry

    @property
    def uses(self) -> tuple[str, ...]:
        return self.outline.uses

    @property
    def forbids(self) -> tuple[str, ...]:
        return self.outline.rules.forbids

    @property
    def profile(self) -> Profile:
        return self.outline.rules.profile

    @property
    def limits(self) -> Limits:
        return self.outline.rules.limits

    @property
    def supplied(self) -> bool:
        """Whether there is only a solution to lend."""
        return not self.checks.checks


def has_solution(concept: Concept) -> bool:
    return concept.lab is not None and (concept.path / "lab" / "solution.py").is_file()


def read_lab(concept: Concept) -> Lab:
    """Raises GroundupError("not-found") without a solution, ("content") where a file is broken."""
    outline, folder = concept.lab, concept.path / "lab"
    if outline is None or not has_solution(concept):
        raise GroundupError("not-found", f"{concept.id} has no lab yet.")
    solution = read_text(folder / "solution.py")
    whole = has_whole_lab(concept.path)
    return Lab(
        outline=outline,
        concept=concept.id,
        brief=read_text(folder / "brief.md") if whole else "",
        starter=read_text(folder / "starter.py") if whole else "",
        solution=solution,
        checks=_checks(folder / "checks.py") if whole else load_checks({}),
        known=Known(read_mistakes(folder, solution), read_others(folder)) if whole else Known(),
        hash=hash_lab(concept),
    )


def _checks(path: Path) -> LabChecks:
    try:
        return load_checks(import_source(path))
    except ValueError as error:
        raise GroundupError("content", f"{path}: {error}") from error


def read_mistakes(folder: Path, solution: str) -> tuple[Mistake, ...]:
    return tuple(_mistake(path, solution) for path in sorted((folder / "mistakes").glob("*.py")))


def read_others(folder: Path) -> tuple[Other, ...]:
    found = []
    for path in sorted((folder / "others").glob("*.py")):
        source = read_text(path)
        found.append(Other(path.stem, source, ast.get_docstring(_tree(source, path)) or ""))
    return tuple(found)


def _tree(source: str, path: Path) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError as error:
        raise GroundupError("content", f"{path} is not Python: {error}.") from error


def _mistake(path: Path, solution: str) -> Mistake:
    """The mistake's definitions after the solution's, as one module; its docstring explains it."""
    source = read_text(path)
    tree = _tree(source, path)
    explanation = ast.get_docstring(tree) or ""
    first = tree.body[0].end_lineno if explanation else 0
    body = "\n".join(source.splitlines()[first or 0 :]).strip("\n")
    return Mistake(path.stem, f"{solution}\n\n{body}\n", explanation)


def hash_lab(concept: Concept) -> str:
    """Over the files that a verdict depends on, and the rules that concept.toml sets."""
    folder, outline = concept.path / "lab", concept.lab
    files = [folder / name for name in ("solution.py", "checks.py")] + list(folder.glob("mistakes/*.py"))
    rules = "" if outline is None else repr((outline.module, outline.uses, outline.rules))
    return hash_files([path for path in files if path.is_file()], folder, rules)
