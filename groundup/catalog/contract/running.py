"""What the contract needs from whoever checks content: a place to run code, and a way to say how far it is.

The engine satisfies `Runner`; this room never imports it. Without one, only what can be read is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from groundup.catalog.catalog import Catalog
from groundup.records import CellRun, Drawing, Problem, Profile, Remote, Run, Submission


class Cells(Protocol):
    """An open child that keeps its variables from cell to cell."""

    def run(self, source: str) -> CellRun: ...

    def draw(self, source: str, function: str, controls: Mapping[str, Any]) -> Drawing: ...

    def close(self) -> None: ...


class Runner(Protocol):
    """Runs submissions and cells inside the walls."""

    def run(self, submission: Submission, drive: Callable[[Remote], None]) -> Run: ...

    def open(self, profile: Profile = "sci") -> Cells: ...


@dataclass(frozen=True)
class Checking:
    """One run of the contract: the packs as loaded, the engine if there is one, and how thorough to be."""

    catalog: Catalog
    engine: Runner | None
    seeds: int
    progress: Callable[[str], None]


def problem(path: Path | str, rule: str, remedy: str) -> Problem:
    return Problem(str(path), rule, remedy)
