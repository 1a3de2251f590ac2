"""An engine without walls for the tests of pages: what it runs are the pack's own lessons and labs.

The pages only render what an engine says, so this one says it quickly, in this process and without
matplotlib.
"""

from __future__ import annotations

import ast
import contextlib
import io
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from groundup.audit import Draft, Step, repository_of
from groundup.grading import local_remote
from groundup.records import (
    CellRun,
    Drawing,
    Fault,
    GroundupError,
    LearnerError,
    Output,
    Remote,
    Repository,
    Run,
    RunEnded,
    Submission,
)
from tests.audit.rooms import LocalRoom, local_room

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'
    '<text style="fill: var(--fig-blue)">{}</text></svg>'
)


class LocalCells:
    def __init__(self) -> None:
        self.done: set[str] = set()
        self._names: dict[str, Any] = {}
        self._lock = threading.RLock()

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        with self._lock:
            yield

    def run(self, source: str, timeout_s: float = 10, name: str = "") -> CellRun:
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                self._run(source)
        except Exception as error:
            return CellRun(Run("error", fault=Fault(type(error).__name__, str(error), line=1)))
        self.done.add(name)
        text = printed.getvalue()
        return CellRun(Run("ok"), (Output("text", text),) if text else ())

    def _run(self, source: str) -> None:
        body = ast.parse(source).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), self._names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), self._names)
            if value is not None:
                print(repr(value))

    def draw(self, source: str, function: str, controls: Mapping[str, Any]) -> Drawing:
        if f"def {function}(" not in source:
            raise GroundupError("content", f"figures.py has no {function}.")
        settings = ", ".join(f"{name} = {value}" for name, value in controls.items())
        return Drawing(SVG.format(settings), f"Drawn at {settings}.", ((10, 5, 80, 40, -1, 1, 0, 4),))

    def close(self) -> None:
        self.done.clear()


class LocalRooms:
    """Clones and rooms without walls: what is audited here is the pack's own starter."""

    def clone(self, path: Path) -> Repository:
        files = {
            file.relative_to(path).as_posix(): file.read_bytes()
            for file in sorted(path.rglob("*"))
            if file.is_file() and ".git" not in file.parts
        }
        return repository_of(Draft((Step("Begin", datetime(2026, 1, 5, tzinfo=UTC), files),)))

    def room(self, files: Mapping[str, bytes]) -> contextlib.AbstractContextManager[LocalRoom]:
        return local_room(files)

    def room_tier(self) -> str:
        return "plain"


class LocalEngine(LocalRooms):
    tier = "D"
    tier_sentence = "there are no walls"

    def start(self) -> None: ...

    def expect(self, profile: str) -> None: ...

    def close(self) -> None: ...

    def open(self, profile: str = "sci") -> LocalCells:
        return LocalCells()

    def report(self) -> list[Any]:
        return []

    def run(self, submission: Submission, drive: Callable[[Remote], None]) -> Run:
        source = submission.files[submission.entry.replace(".", "/") + ".py"]
        try:
            remote = local_remote(source)
        except SyntaxError as error:
            return Run("error", fault=Fault("SyntaxError", str(error.msg), line=error.lineno))
        with contextlib.suppress(LearnerError, RunEnded):
            drive(remote)
        return Run("ok", wall_ms=1.5)
