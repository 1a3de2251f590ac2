"""Rules for lesson.md: how it opens and closes, what it asks and shows, how long it is, where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from groundup.catalog.catalog import Catalog
from groundup.catalog.contract.links import link_problems, without_code
from groundup.catalog.lesson import (
    Aside,
    Block,
    Cell,
    FigurePlace,
    Lesson,
    Prose,
    QuestionPlace,
    parse_lesson,
)
from groundup.catalog.outline import Concept
from groundup.catalog.reading import declared_families
from groundup.catalog.sources import read_text
from groundup.records import Problem

PROMISE = re.compile(r"after this lesson,? you (can|will be able to)|you will be able to", re.IGNORECASE)
COMES_NEXT = re.compile(r"\bnext\b", re.IGNORECASE)
WORDS_PER_MINUTE = 120  # prose with mathematics, read with a pencil at hand
MINUTES: dict[type[Block], float] = {Cell: 0.5, QuestionPlace: 1.5, FigurePlace: 2.0}
MISJUDGED = 2.5  # the factor by which an estimate may be off before it is a problem
_EXCLAMATION = re.compile(r"[A-Za-z]{2,}!(\s|$)", re.MULTILINE)
_PICTOGRAPH = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


def lesson_problems(concept: Concept, catalog: Catalog) -> Iterator[Problem]:
    path = str(concept.path / "lesson.md")
    lesson, problems = parse_lesson(read_text(concept.path / "lesson.md"), path)
    yield from problems
    for rule, remedy in (*_opening(lesson), *_parts(lesson), *_closing(lesson), *_length(lesson, concept)):
        yield Problem(path, rule, remedy)
    yield from _places(lesson, concept, path)
    for block in lesson.blocks:
        if isinstance(block, Prose | Aside):
            inside = block.line + (0 if isinstance(block, Prose) else 1)
            yield from link_problems(block.markdown, path, catalog, inside)
            yield from _style(block.markdown, path, inside)


Fault = tuple[str, str]


def _opening(lesson: Lesson) -> Iterator[Fault]:
    first = lesson.blocks[0] if lesson.blocks else None
    if not isinstance(first, Prose) or first.markdown.lstrip().startswith("#"):
        yield "A lesson opens with prose.", "Begin with a concrete problem or surprise, before any heading."
    if not any(PROMISE.search(text) for text in _prose(lesson)):
        yield (
            "A lesson says in one line what one will be able to do.",
            "Write a line that begins: After this lesson you can ...",
        )


def _parts(lesson: Lesson) -> Iterator[Fault]:
    def count(kind: type[Block]) -> int:
        return sum(isinstance(block, kind) for block in lesson.blocks)

    if count(QuestionPlace) < 2:
        yield "A lesson asks at least two questions.", "Place them with ```{question} FAMILY."
    if count(FigurePlace) < 1:
        yield "A lesson has a moving figure.", "Place it with ```{moving-figure} FUNCTION."
    if count(Cell) < 1:
        yield "A lesson has cells that run.", "Add a ```{code-cell} python that is worth changing."


def _closing(lesson: Lesson) -> Iterator[Fault]:
    heading, section = _last_section(lesson)
    if not COMES_NEXT.search(heading):
        yield "The last section says what comes next.", "Call it `## What comes next`."
        return
    if "](concept:" not in section:
        yield "The last section leads on to a concept.", "Link one: [title](concept:ID)."
    if "](resource:" not in section and "](http" not in section:
        yield "The last section names the best outside resources.", "Link one: [title](resource:ID)."


def _last_section(lesson: Lesson) -> tuple[str, str]:
    """The heading and text of the last `## ` section."""
    text = "\n\n".join(_prose(lesson))
    parts = re.split(r"^## +(.+)$", text, flags=re.MULTILINE)
    return (parts[-2], parts[-1]) if len(parts) > 2 else ("", "")


def _length(lesson: Lesson, concept: Concept) -> Iterator[Fault]:
    likely, given = estimated_minutes(lesson), concept.node.minutes.lesson
    if not given / MISJUDGED <= likely <= given * MISJUDGED:
        yield (
            f"`minutes.lesson` fits the lesson: {given} is said, about {likely:.0f} is estimated.",
            "Change the lesson, or `minutes.lesson` in concept.toml.",
        )


def estimated_minutes(lesson: Lesson) -> float:
    """Reading, and a little time for each place where the reader does something."""
    words = sum(len(without_code(text).split()) for text in _prose(lesson))
    return words / WORDS_PER_MINUTE + sum(MINUTES.get(type(block), 0.0) for block in lesson.blocks)


def _places(lesson: Lesson, concept: Concept, path: str) -> Iterator[Problem]:
    functions = {figure.function for figure in concept.figures if figure.function}
    families = declared_families(concept.path)
    placed = set()
    for block in lesson.blocks:
        if isinstance(block, FigurePlace):
            placed.add(block.function)
            if block.function not in functions:
                yield Problem(
                    f"{path}:{block.line}",
                    f"Every figure placed is declared: {block.function!r} is not.",
                    "Add it to [[figures]] in concept.toml.",
                )
        if isinstance(block, QuestionPlace) and block.family not in families:
            yield Problem(
                f"{path}:{block.line}",
                f"Every question placed is a family of questions.py: {block.family!r} is not.",
                "Correct the name, or write the family.",
            )
    for function in sorted(functions - placed):
        yield Problem(
            path,
            f"Every figure declared is placed: {function!r} is not.",
            f"Place it with ```{{moving-figure}} {function}.",
        )


def _style(markdown: str, path: str, first_line: int) -> Iterator[Problem]:
    plain = without_code(markdown)
    for pattern, rule in (
        (_EXCLAMATION, "Prose has no exclamation marks."),
        (_PICTOGRAPH, "Prose has no pictographs."),
    ):
        found = pattern.search(plain)
        if found:
            line = first_line + plain.count("\n", 0, found.start())
            yield Problem(f"{path}:{line}", rule, "Say it plainly.")


def _prose(lesson: Lesson) -> list[str]:
    return [block.markdown for block in lesson.blocks if isinstance(block, Prose | Aside)]
