"""lesson.md as blocks: prose, cells, places of figures and questions, asides. Nothing about HTML.

The format is MyST Markdown with a jupytext header, so that the file opens as a notebook. Only fences at the
left margin are read as blocks; any other fence stays part of the prose around it. Lines count from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from groundup.records import Problem

AsideKind = Literal["note", "warning", "dropdown"]
ASIDES: tuple[AsideKind, ...] = ("note", "warning", "dropdown")
DIRECTIVES = ("code-cell", "output", "moving-figure", "question", *ASIDES)


@dataclass(frozen=True)
class Prose:
    markdown: str
    line: int = 0


@dataclass(frozen=True)
class Cell:
    """Code that runs. `expected` is the exact text it prints and echoes, or None where nothing is claimed."""

    id: str
    source: str
    expected: str | None = None
    line: int = 0


@dataclass(frozen=True)
class FigurePlace:
    function: str
    line: int = 0


@dataclass(frozen=True)
class QuestionPlace:
    family: str
    line: int = 0


@dataclass(frozen=True)
class Aside:
    kind: AsideKind
    title: str
    markdown: str
    line: int = 0


Block = Prose | Cell | FigurePlace | QuestionPlace | Aside


@dataclass(frozen=True)
class Lesson:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class _Piece:
    """A run of lines: a directive (with its argument), or prose where `directive` is None."""

    directive: str | None
    argument: str
    text: str
    line: int
    closed: bool = True


_FENCE = re.compile(r"^(?P<mark>`{3,}|~{3,})[ \t]*(?P<info>[^`]*)$")
_COMMENT = re.compile(r"^%.*$", re.MULTILINE)  # MyST: not shown
_DIRECTIVE = re.compile(r"^\{(?P<name>[\w-]+)\}[ \t]*(?P<argument>.*)$")


def parse_lesson(text: str, path: str) -> tuple[Lesson, list[Problem]]:
    """The lesson, as whole as it could be read, and what is wrong with its form."""
    lines = text.splitlines()
    start = _after_front_matter(lines)
    reading = _Reading(path)
    if start == 0:
        reading.problem(
            1,
            "The lesson opens with a jupytext header, so that it opens as a notebook.",
            "Begin with `---`, `jupytext:`, ... `---` as in the other lessons.",
        )
    title, body = _title(lines, start)
    if not title:
        reading.problem(start + 1, "The first line after the header is `# Title`.", "Add the title.")
    for piece in _pieces(lines, body):
        reading.take(piece)
    return Lesson(title, tuple(reading.blocks)), reading.problems


def _after_front_matter(lines: list[str]) -> int:
    """The index of the first line after `---` ... `---`, or 0 without a header."""
    if not lines or lines[0].strip() != "---":
        return 0
    return next((i + 1 for i, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)


def _title(lines: list[str], start: int) -> tuple[str, int]:
    at = next((i for i in range(start, len(lines)) if lines[i].strip()), len(lines))
    if at < len(lines) and lines[at].startswith("# "):
        return lines[at][2:].strip(), at + 1
    return "", start


def _pieces(lines: list[str], start: int) -> Iterator[_Piece]:
    """Directives and the prose between them, in order; ordinary code fences are prose."""
    prose: list[str] = []
    begun = at = start
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        if opening is None:
            prose.append(lines[at])
            at += 1
            continue
        end = _closing(lines, at, opening["mark"])
        directive = _DIRECTIVE.match(opening["info"].strip())
        if directive is None:
            prose += lines[at : end + 1]
        else:
            yield _Piece(None, "", "\n".join(prose), begun + 1)
            inside = "\n".join(lines[at + 1 : end])
            name, argument = directive["name"], directive["argument"].strip()
            yield _Piece(name, argument, inside, at + 1, closed=end < len(lines))
            prose, begun = [], end + 1
        at = end + 1
    yield _Piece(None, "", "\n".join(prose), begun + 1)


def _closing(lines: list[str], at: int, mark: str) -> int:
    """The line that closes the fence opened at `at`, or the number of lines where none does."""
    closing = re.compile(rf"^ {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
    return next((i for i in range(at + 1, len(lines)) if closing.match(lines[i])), len(lines))


@dataclass
class _Reading:
    """Blocks so far, and what was wrong on the way."""

    path: str
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    cells: int = 0

    def problem(self, line: int, rule: str, remedy: str) -> None:
        self.problems.append(Problem(f"{self.path}:{line}", rule, remedy))

    def take(self, piece: _Piece) -> None:
        if not piece.closed:
            self.problem(
                piece.line, "Every fence is closed.", f"Close ```{{{piece.directive}}} with a line of ```."
            )
        if piece.directive is None:
            self._prose(piece)
        elif piece.directive == "code-cell":
            self._cell(piece)
        elif piece.directive == "output":
            self._output(piece)
        elif piece.directive in ("moving-figure", "question"):
            self._place(piece)
        elif piece.directive in ASIDES:
            self._aside(piece, next(kind for kind in ASIDES if kind == piece.directive))
        else:
            self.problem(
                piece.line,
                f"Every block is of a known kind: {{{piece.directive}}} is not.",
                f"Use one of {', '.join(f'{{{name}}}' for name in DIRECTIVES)}.",
            )

    def _prose(self, piece: _Piece) -> None:
        text = _COMMENT.sub("", piece.text)
        if text.strip():
            lead = len(text) - len(text.lstrip("\n"))
            self.blocks.append(Prose(text.strip("\n"), piece.line + lead))

    def _cell(self, piece: _Piece) -> None:
        if piece.argument not in ("python", ""):
            self.problem(piece.line, "Cells are Python.", "Write ```{code-cell} python.")
        self.cells += 1
        self.blocks.append(Cell(f"cell-{self.cells}", piece.text, None, piece.line))

    def _output(self, piece: _Piece) -> None:
        last = self.blocks[-1] if self.blocks else None
        if not isinstance(last, Cell) or last.expected is not None:
            self.problem(
                piece.line,
                "{output} follows its {code-cell}.",
                "Move it right after the cell that prints it.",
            )
            return
        self.blocks[-1] = Cell(last.id, last.source, piece.text, last.line)

    def _place(self, piece: _Piece) -> None:
        word = "function of figures.py" if piece.directive == "moving-figure" else "question family"
        if not re.fullmatch(r"[\w/-]+", piece.argument):
            self.problem(
                piece.line,
                f"{{{piece.directive}}} names a {word}.",
                f"Write ```{{{piece.directive}}} NAME.",
            )
            return
        if piece.directive == "moving-figure":
            self.blocks.append(FigurePlace(piece.argument, piece.line))
        else:
            self.blocks.append(QuestionPlace(piece.argument, piece.line))

    def _aside(self, piece: _Piece, kind: AsideKind) -> None:
        for inner in _pieces(piece.text.splitlines(), 0):
            if inner.directive is not None:
                self.problem(
                    piece.line + inner.line,
                    f"An aside holds prose: {{{inner.directive}}} does not work inside {{{kind}}}.",
                    "Move it out of the aside.",
                )
        if not piece.text.strip():
            self.problem(piece.line, "An aside says something.", "Write its text, or remove it.")
        self.blocks.append(Aside(kind, piece.argument, piece.text.strip("\n"), piece.line))
