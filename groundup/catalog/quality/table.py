"""The measured table as Markdown: docs/content-quality.md is this text, and nothing else writes it."""

from __future__ import annotations

from collections.abc import Sequence

from groundup.catalog.quality.drawing import DRAWINGS
from groundup.catalog.quality.killing import SEEDS as MUTANT_SEEDS
from groundup.catalog.quality.measures import (
    CELL_MS,
    FIGURE_P95_MS,
    KILLED_EACH,
    KILLED_OVERALL,
    MINUTES_APART,
    LabMeasure,
    LessonMeasure,
    Measure,
    Quality,
    share,
)
from groundup.catalog.quality.minutes import WORDS_A_MINUTE

COLUMNS = (
    "concept",
    "families certified",
    "mutants killed",
    "share",
    "equivalent",
    "others",
    "mistakes",
    "cells",
    "slowest cell (ms)",
    "figure p95 (ms)",
    "minutes stated / counted",
)
NONE = "-"

HEAD = """\
# Quality of content, measured

Written by `groundup content quality --write docs/content-quality.md` (`make quality`); not by hand.

- **families certified**: question families that have no fault over {seeds} seeds: the right answer is
  accepted in every form that is tried, each typical wrong answer is rejected and named, instances differ,
  none is degenerate.
- **mutants killed**: of the single edits of a lab's solution, how many fail the checks, with each of
  {mutant_seeds} seeds. An edit exchanges an operator or a comparison, moves a boundary, makes a constant one
  more or less, negates a condition, puts `or` for `and`, leaves out an argument such as `axis` or a
  statement, exchanges arguments, or returns another name. Every such edit that compiles to different code
  is tried. The bar is {each:.0%} for each lab and {overall:.0%} over all.
- **equivalent**: edits that do what the solution does, each listed in `lab/equivalent.toml` with the reason;
  they are not among the mutants. One that fails a check is a problem.
- **others**, **mistakes**: further correct solutions, which pass and are never diagnosed; known wrong ones,
  which fail and are told apart. `groundup content check` proves it.
- **slowest cell**: processor time of the slowest cell of the lesson; the bar is {cell:g} ms.
- **figure p95**: processor time from the move of a control to the drawing, on the machine that wrote this:
  95th percentile over {drawings} places of the controls of each figure, each the lesser of two passes (what
  else the machine does can only add). The bar is {figure:g} ms.
- **minutes**: of the lesson, as stated and as counted: words at {words} a minute, 1 for a cell, 2 for a
  question, 2 for a figure. They may differ by a factor of {apart:g}.
"""


def as_markdown(quality: Quality) -> str:
    head = HEAD.format(
        seeds=quality.seeds,
        mutant_seeds=len(MUTANT_SEEDS),
        each=KILLED_EACH,
        overall=KILLED_OVERALL,
        cell=CELL_MS,
        figure=FIGURE_P95_MS,
        words=WORDS_A_MINUTE,
        drawings=DRAWINGS,
        apart=MINUTES_APART,
    )
    rule = [" --- ", *[" ---: "] * (len(COLUMNS) - 1)]
    rows = [_line(cells_of(row)) for row in quality.rows]
    return "\n".join([head, _line(COLUMNS), f"|{'|'.join(rule)}|", *rows, _line(totals(quality.rows)), ""])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def cells_of(row: Measure) -> tuple[str, ...]:
    return (row.concept, f"{row.certified} / {row.families}", *_lab(row.lab), *_lesson(row.lesson))


def _lab(lab: LabMeasure | None) -> tuple[str, ...]:
    if lab is None:
        return (NONE,) * 5
    return (*_killed(lab.killed, lab.mutants), str(lab.equivalents), str(lab.others), str(lab.mistakes))


def _killed(killed: int, mutants: int) -> tuple[str, str]:
    return f"{killed} / {mutants}", f"{share(killed, mutants):.1%}"


def _lesson(lesson: LessonMeasure | None) -> tuple[str, ...]:
    if lesson is None:
        return (NONE,) * 4
    return (
        str(lesson.cells),
        f"{lesson.slowest_cell_ms:.0f}",
        f"{lesson.figure_p95_ms:.0f}",
        f"{lesson.stated_minutes} / {lesson.counted_minutes:.0f}",
    )


def totals(rows: Sequence[Measure]) -> tuple[str, ...]:
    """The last row: sums, and the slowest of all."""
    labs = [row.lab for row in rows if row.lab is not None]
    lessons = [row.lesson for row in rows if row.lesson is not None]
    return (
        f"**{len(rows)} concepts**",
        f"{sum(row.certified for row in rows)} / {sum(row.families for row in rows)}",
        *_killed(sum(lab.killed for lab in labs), sum(lab.mutants for lab in labs)),
        str(sum(lab.equivalents for lab in labs)),
        str(sum(lab.others for lab in labs)),
        str(sum(lab.mistakes for lab in labs)),
        str(sum(lesson.cells for lesson in lessons)),
        f"{max((lesson.slowest_cell_ms for lesson in lessons), default=0):.0f}",
        f"{max((lesson.figure_p95_ms for lesson in lessons), default=0):.0f}",
        f"{sum(lesson.stated_minutes for lesson in lessons)} / "
        f"{sum(lesson.counted_minutes for lesson in lessons):.0f}",
    )
