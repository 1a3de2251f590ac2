"""Cells of a lesson and its moving figures, in one namespace that lasts as long as the child.

Promises: like a notebook, the last expression is shown, print is captured in order, open figures are shown
at the end of a cell and closed; a cell that is interrupted leaves the namespace usable.
"""

from __future__ import annotations

import ast
import io
import linecache
import sys
from contextlib import redirect_stderr, redirect_stdout
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any

from . import faults, figures

if TYPE_CHECKING:
    from .answering import Answering

MOST_OUTPUTS = 64


class OutputLimit(BaseException):
    """The cell printed more than it may."""


class _Tap(io.TextIOBase):
    """Standard output of a cell: goes into its list of outputs, up to a limit."""

    def __init__(self, outputs: list[tuple[str, str]], limit: int) -> None:
        self.outputs = outputs
        self.left = limit

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        kept = text[: self.left]
        self.left -= len(kept)
        if self.outputs and self.outputs[-1][0] == "text":
            self.outputs[-1] = ("text", self.outputs[-1][1] + kept)
        elif kept:
            self.outputs.append(("text", kept))
        if len(kept) < len(text):
            raise OutputLimit
        return len(text)


class Notebook:
    """The namespace of one open lesson."""

    def __init__(self, desk: Answering) -> None:
        self.desk = desk
        self.main = ModuleType("__main__")
        self.drawings: dict[str, dict[str, Any]] = {}
        self.outputs: list[tuple[str, str]] = []
        self.output_limit = 65536
        self.requests = {"open": self._open, "cell": self._cell, "draw": self._draw}

    def _open(self, message: dict[str, Any], buffers: list[bytes]) -> dict[str, Any]:
        limits = message["limits"]
        self.desk.limit_use(limits)
        self.output_limit = limits["output_kib"] * 1024
        self.desk.seed(0)
        sys.modules["__main__"] = self.main
        self.main.__dict__["display"] = self._display
        if plt := sys.modules.get("matplotlib.pyplot"):
            plt.__dict__["show"] = self._show_figures
        return {}

    # --- cells

    def _cell(self, message: dict[str, Any], buffers: list[bytes]) -> dict[str, Any]:
        path = f"cell {message['name']}"
        self.desk.own.add(path)
        self.outputs = []
        self.desk.count_from_here()
        tap = _Tap(self.outputs, self.output_limit)
        fault: dict[str, Any] | None = None
        with redirect_stdout(tap), redirect_stderr(tap):
            try:
                self._execute(message["source"], path)
            except OutputLimit:
                fault = {"kind": "OutputLimit", "message": "", "bases": [], "path": path, "line": None}
            except BaseException as error:  # whatever the cell raises is its result
                fault = faults.fault_of(error, self.desk.own)
        self._show_figures()
        return {"outputs": [list(output) for output in self.outputs[:MOST_OUTPUTS]], "fault": fault}

    def _execute(self, source: str, path: str) -> None:
        linecache.cache[path] = (len(source), None, source.splitlines(keepends=True), path)
        body, last = _parts(source, path)
        exec(body, self.main.__dict__)
        if last is not None:
            value = eval(last, self.main.__dict__)
            if value is not None:
                self.main.__dict__["_"] = value
                self._display(value)
        self._show_figures()

    def _display(self, *values: Any) -> None:
        for value in values:
            self.outputs.append(_shown(value))

    def _show_figures(self, *_: Any, **__: Any) -> None:
        """Every open figure becomes an output."""
        plt = sys.modules.get("matplotlib.pyplot")
        if plt is None:
            return
        for number in plt.get_fignums():
            self.outputs.append(figures.shown(plt.figure(number)))
            plt.close(number)

    # --- moving figures

    def _draw(self, message: dict[str, Any], buffers: list[bytes]) -> dict[str, Any]:
        plt = sys.modules["matplotlib.pyplot"]
        names = self.drawings.get(message["hash"])
        if names is None:
            self.desk.own.add("figures.py")
            source = message["source"]
            lines = source.splitlines(keepends=True)
            linecache.cache["figures.py"] = (len(source), None, lines, "figures.py")
            names = {"__name__": "figures"}
            exec(compile(source, "figures.py", "exec", dont_inherit=True), names)
            self.drawings[message["hash"]] = names
        try:
            figure, alt = names[message["function"]](**message["controls"])
            svg = figures.svg_of(figure)
            return {"svg": svg, "alt": str(alt), "axes": figures.axes_of(figure)}
        finally:
            plt.close("all")


def _parts(source: str, path: str) -> tuple[CodeType, CodeType | None]:
    """The statements, and the last expression if its value is to be shown (no semicolon after it)."""
    tree = ast.parse(source, path)
    last, final = None, tree.body[-1] if tree.body else None
    if isinstance(final, ast.Expr) and not _silenced(source, final):
        tree.body.pop()
        last = compile(ast.Expression(final.value), path, "eval", dont_inherit=True)
    return compile(tree, path, "exec", dont_inherit=True), last


def _silenced(source: str, last: ast.stmt) -> bool:
    line = source.splitlines()[(last.end_lineno or 1) - 1].encode()
    return line[last.end_col_offset or 0 :].lstrip().startswith(b";")


def _shown(value: Any) -> tuple[str, str]:
    """What a notebook shows of a value."""
    plt = sys.modules.get("matplotlib.pyplot")
    if plt is not None and isinstance(value, plt.Figure):
        plt.close(value)
        return figures.shown(value)
    as_html = getattr(value, "_repr_html_", None)
    html = as_html() if callable(as_html) and not isinstance(value, type) else None
    return ("html", html) if isinstance(html, str) else ("text", repr(value) + "\n")
