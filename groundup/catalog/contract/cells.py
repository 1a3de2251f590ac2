"""Cells of a lesson run in order, in one child, and print exactly what {output} claims."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from groundup.catalog.contract.running import Runner
from groundup.catalog.lesson import Cell, parse_lesson
from groundup.catalog.outline import Concept
from groundup.catalog.sources import read_text
from groundup.records import CellRun, Problem

SLOW_MS = 2500  # of processor time: "under a second" on a quiet machine, with room for a busy one


def cell_problems(concept: Concept, engine: Runner) -> Iterator[Problem]:
    path = str(concept.path / "lesson.md")
    lesson, _ = parse_lesson(read_text(concept.path / "lesson.md"), path)
    cells = engine.open("sci")
    try:
        for block in lesson.blocks:
            if isinstance(block, Cell):
                ran = cells.run(block.source)
                yield from _judge(block, ran, f"{path}:{block.line}")
                if ran.run.status != "ok":
                    return  # later cells would only fail for want of this one
    finally:
        cells.close()


def _judge(cell: Cell, ran: CellRun, path: str) -> Iterator[Problem]:
    if ran.run.status != "ok":
        fault = ran.run.fault
        why = f"{fault.kind}: {fault.message}" if fault else ran.run.status
        yield Problem(path, f"Every cell runs: this one ends with {why}.", "Mend the cell.")
        return
    if cell.expected is not None:
        got = printed(ran)
        if got != cell.expected.strip("\n"):
            yield Problem(
                path,
                "A cell prints what its {output} shows.",
                f"Correct one of them: {_difference(cell.expected.strip(chr(10)), got)}",
            )
    if ran.run.cpu_ms > SLOW_MS:
        yield Problem(
            path,
            f"Cells run in under a second: this one took {ran.run.cpu_ms / 1000:.1f} s.",
            "Make it smaller.",
        )


def printed(ran: CellRun) -> str:
    """What the cell prints and echoes, as text: the outputs in order."""
    texts = [output.content.strip("\n") for output in ran.outputs if output.kind == "text"]
    return "\n".join(text for text in texts if text)


def _difference(expected: str, got: str) -> str:
    for wanted, came in zip(expected.splitlines(), got.splitlines(), strict=False):
        if wanted != came:
            return f"shown {wanted!r}, printed {came!r}."
    missing = list(difflib.unified_diff(expected.splitlines(), got.splitlines(), lineterm="", n=0))[3:]
    return f"lines differ: {missing}."
