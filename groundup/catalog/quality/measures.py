"""What was measured of one concept, as records; and the bars that a pack is held to.

Each bar is a Problem where it is missed, so that it is told like everything else that is wrong with content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from groundup.mutation import Name
from groundup.records import Problem

KILLED_EACH = 0.95
KILLED_OVERALL = 0.98
FIGURE_P95_MS = 150.0
CELL_MS = 1000.0
MINUTES_APART = 1.5  # a stated time is believable within this factor of the counted one


@dataclass(frozen=True)
class Survivor:
    """A mutant that the checks let pass: `path` is the solution with the line, `why` what happened."""

    path: str
    name: Name
    why: str


@dataclass(frozen=True)
class LabMeasure:
    """`mutants` counts all but the equivalent ones."""

    id: str
    mutants: int
    equivalents: int
    survivors: tuple[Survivor, ...]
    others: int
    mistakes: int

    @property
    def killed(self) -> int:
        return self.mutants - len(self.survivors)


@dataclass(frozen=True)
class LessonMeasure:
    """Cells with the slowest one, the 95th percentile of a figure's answer, minutes stated and counted."""

    cells: int
    slowest_cell_ms: float
    figure_p95_ms: float
    stated_minutes: int
    counted_minutes: float


@dataclass(frozen=True)
class Measure:
    """One row: `families` of questions, of which `certified` had no fault over all seeds."""

    concept: str
    families: int
    certified: int
    lesson: LessonMeasure | None
    lab: LabMeasure | None


@dataclass(frozen=True)
class Quality:
    """All rows, how many seeds each family was drawn with, and every problem."""

    rows: tuple[Measure, ...]
    seeds: int
    problems: tuple[Problem, ...]


def share(killed: int, of: int) -> float:
    return killed / of if of else 1.0


def lab_bars(lab: LabMeasure, path: str) -> Iterator[Problem]:
    found = share(lab.killed, lab.mutants)
    if found < KILLED_EACH:
        yield Problem(
            path,
            f"The checks of a lab kill at least {KILLED_EACH:.0%} of the mutants of its solution: "
            f"these kill {lab.killed} of {lab.mutants}, {found:.1%}.",
            "Add checks for the mutants that are listed, or name those that do what the solution does in "
            "lab/equivalent.toml, with the reason.",
        )


def lesson_bars(lesson: LessonMeasure, path: str) -> Iterator[Problem]:
    if lesson.slowest_cell_ms > CELL_MS:
        yield Problem(
            path,
            f"Cells run in under a second: the slowest took {lesson.slowest_cell_ms:.0f} ms.",
            "Make it smaller.",
        )
    if lesson.figure_p95_ms > FIGURE_P95_MS:
        yield Problem(
            path,
            f"A figure answers within {FIGURE_P95_MS:g} ms (95th percentile): "
            f"these took {lesson.figure_p95_ms:.0f} ms.",
            "Draw fewer artists, or compute less.",
        )
    stated, counted = lesson.stated_minutes, lesson.counted_minutes
    if not counted / MINUTES_APART <= stated <= counted * MINUTES_APART:
        yield Problem(
            path,
            f"Stated minutes are believable: {stated} are stated, {counted:.0f} counted.",
            "Estimate again, or change the lesson.",
        )


def overall_bar(rows: Sequence[Measure], path: str) -> Iterator[Problem]:
    """Over several labs; a single one has its own bar."""
    labs = [row.lab for row in rows if row.lab is not None]
    killed, mutants = total(lab.killed for lab in labs), total(lab.mutants for lab in labs)
    if len(labs) > 1 and share(killed, mutants) < KILLED_OVERALL:
        yield Problem(
            path,
            f"Over all labs, checks kill at least {KILLED_OVERALL:.0%} of the mutants: "
            f"they kill {killed} of {mutants}, {share(killed, mutants):.1%}.",
            "Strengthen the labs with most survivors.",
        )


def total(counts: Iterable[int]) -> int:
    return sum(counts)
