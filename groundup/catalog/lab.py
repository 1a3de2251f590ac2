"""A lab: brief, starter, solution, checks, other solutions and known mistakes, read from a concept's `lab/`.

A supplied lab has only solution.py: it can be lent to a lab that uses it, but not yet be built. A practical
is a lab whose work a bench looks at (`groundup/engine/inside/benches`), read from a concept's `practical/`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from groundup.catalog.outline import Concept, LabOutline
from groundup.catalog.reading import has_whole_lab
from groundup.catalog.sources import hash_files, import_source, read_text
from groundup.grading import LabChecks, Race, load_checks, load_races
from groundup.records import GroundupError, Limits, Profile

BENCH = "bench.py"  # the entry of a submission that a bench looks at
HANDED_IN = "handed_in.py"  # in it, a folder: `FILES` maps each path to its content


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
        """The module that checks reach: the learner's, or the bench that looks at their work."""
        return BENCH.removesuffix(".py") if self.bench else self.outline.entry

    @property
    def bench(self) -> str:
        return self.outline.rules.bench

    def sources(self, source: str) -> dict[str, str]:
        """The files of a submission: the work, where it belongs, and the bench where there is one."""
        if not self.bench:
            return {self.module: source}
        path = HANDED_IN if self.outline.is_folder else self.module
        name = path.removesuffix(".py").replace("/", ".")
        return {
            path: source,
            BENCH: f"from inside.benches import {self.bench} as bench\n"
            f"globals().update(bench.functions({name!r}))\n",
        }

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


def has_solution(concept: Concept, outline: LabOutline) -> bool:
    return (concept.path / outline.folder / "solution.py").is_file()


def read_lab(concept: Concept, outline: LabOutline) -> Lab:
    """Raises GroundupError("not-found") without a solution, ("content") where a file is broken."""
    folder = concept.path / outline.folder
    if not has_solution(concept, outline):
        raise GroundupError("not-found", f"{concept.id} has no lab yet.")
    solution = read_text(folder / "solution.py")
    whole = has_whole_lab(concept.path, outline.folder)
    return Lab(
        outline=outline,
        concept=concept.id,
        brief=read_text(folder / "brief.md") if whole else "",
        starter=read_text(folder / "starter.py") if whole else "",
        solution=solution,
        checks=_checks(folder / "checks.py") if whole else load_checks({}),
        known=Known(read_mistakes(folder, solution), read_others(folder)) if whole else Known(),
        hash=hash_lab(concept, outline),
    )


def starting_files(starter: str) -> dict[str, str] | None:
    """What the starter of a folder puts there; None where FILES is no plain table of texts. Runs nothing."""
    for node in ast.parse(starter).body:
        if isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] == ["FILES"]:
            try:
                files = ast.literal_eval(node.value)
            except (ValueError, SyntaxError):
                return None
            texts = isinstance(files, dict) and all(
                isinstance(t, str) for pair in files.items() for t in pair
            )
            return files if texts else None
    return None


def _checks(path: Path) -> LabChecks:
    try:
        return load_checks(import_source(path))
    except ValueError as error:
        raise GroundupError("content", f"{path}: {error}") from error


def read_races(concept: Concept, outline: LabOutline) -> tuple[Race, ...]:
    """Raises GroundupError("content") where speed.py is broken."""
    path = concept.path / outline.folder / "speed.py"
    if not path.is_file():
        return ()
    try:
        return load_races(import_source(path))
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


def hash_lab(concept: Concept, outline: LabOutline | None) -> str:
    """Over the files that a verdict depends on, and the rules that concept.toml sets."""
    folder = concept.path / (outline.folder if outline is not None else "lab")
    files = [folder / name for name in ("solution.py", "checks.py")] + list(folder.glob("mistakes/*.py"))
    rules = (
        "" if outline is None else repr((outline.module, outline.uses, outline.rules)) + outline.rules.bench
    )
    return hash_files([path for path in files if path.is_file()], folder, rules)
