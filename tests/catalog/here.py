"""A runner without walls: labs, cells and figures of the fixture pack run in this process."""

from __future__ import annotations

import ast
import contextlib
import io
import re
import sys
import threading
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import matplotlib
import matplotlib.pyplot as plt

from groundup.grading import local_remote
from groundup.records import CellRun, Drawing, Fault, LearnerError, Output, Run, Submission

matplotlib.use("Agg")


class HereCells:
    """Cells and figures run in this process, for code that is our own."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"__name__": "__main__"}

    def run(self, source: str) -> CellRun:
        tree = ast.parse(source)
        last = (
            ast.Expression(tree.body.pop().value)
            if tree.body and isinstance(tree.body[-1], ast.Expr)
            else None
        )
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                exec(compile(tree, "cell", "exec"), self.names)
                echoed = eval(compile(last, "cell", "eval"), self.names) if last else None
        except Exception as error:
            return CellRun(Run("error", fault=Fault(type(error).__name__, str(error))))
        texts = [printed.getvalue(), repr(echoed) if echoed is not None else ""]
        return CellRun(Run("ok"), tuple(Output("text", text) for text in texts if text))

    def draw(self, source: str, function: str, controls: Mapping[str, Any]) -> Drawing:
        names: dict[str, Any] = {}
        exec(compile(source, "figures.py", "exec"), names)
        try:
            figure, alt = names[function](**controls)
        except Exception as error:
            raise LearnerError(Fault(type(error).__name__, str(error))) from error
        plt.close(figure)
        return Drawing("<svg/>", alt)

    def close(self) -> None:
        self.names.clear()


class Here:
    """Runs a submission in this process: the same promise as the engine's, without its walls."""

    def __init__(self) -> None:
        self.opened: list[HereCells] = []
        self._lock = threading.Lock()  # sys.modules is one for all threads

    def run(self, submission: Submission, drive: Callable[[Any], None]) -> Run:
        with self._lock, _modules(submission.files) as load:
            try:
                module = load(submission.entry)
            except Exception as error:
                return Run("error", fault=Fault(type(error).__name__, str(error)))
            drive(local_remote(module))
        return Run("ok", cpu_ms=1.0)

    def open(self, profile: str = "sci") -> HereCells:
        self.opened.append(HereCells())
        return self.opened[-1]


@contextlib.contextmanager
def _modules(files: Mapping[str, str]) -> Iterator[Callable[[str], types.ModuleType]]:
    """The files as modules that can import each other, while the block lasts."""
    sources = {path.removesuffix(".py").replace("/", "."): text for path, text in files.items()}
    made: list[str] = []

    def load(name: str) -> types.ModuleType:
        for needed in re.findall(r"^from (mylib[\w.]+) import", sources[name], re.MULTILINE):
            if needed not in sys.modules:
                load(needed)
        module = types.ModuleType(name)
        parts = name.split(".")
        for end in range(1, len(parts)):
            package = ".".join(parts[:end])
            if package not in sys.modules:
                sys.modules[package] = types.ModuleType(package)
                made.append(package)
        sys.modules[name] = module
        made.append(name)
        exec(compile(sources[name], name, "exec"), module.__dict__)
        return module

    try:
        yield load
    finally:
        for name in made:
            sys.modules.pop(name, None)
