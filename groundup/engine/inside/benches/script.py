"""Runs a learner's script in a fresh folder, and says what it printed, wrote and drew.

The script finds the files that the check gives it where it runs. A chart comes back as the data in its
artists (`charts`), never as pixels.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from . import charts
from .handed_in import lay_out
from .troubles import Trouble

MOST_FILES = 64
LARGEST_FILE = 4 * 2**20


def functions(name: str) -> dict[str, Callable[..., Any]]:
    return {"run": _Script(name).run}


class _Script:
    def __init__(self, name: str) -> None:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            raise ModuleNotFoundError(f"There is no script {name}.")
        self.path = str(spec.origin)
        self.code = spec.loader.code(self.path)  # type: ignore[attr-defined]  # our importer

    def run(
        self, files: dict[str, str | bytes] | None = None, arguments: Sequence[str] = ()
    ) -> dict[str, Any]:
        """`printed`; `wrote`, the files that are new or changed; `figures`, those that were left open."""
        top = lay_out(files or {})
        given = {
            path: content.encode() if isinstance(content, str) else content
            for path, content in (files or {}).items()
        }
        printed = io.StringIO()
        try:
            with placed(top), started_with([self.path, *arguments]), contextlib.redirect_stdout(printed):
                exec(self.code, {"__name__": "__main__", "__file__": self.path})
        except SystemExit as end:
            if end.code not in (None, 0):
                raise Trouble(f"The script ended itself with the status {str(end.code)[:80]}.") from None
        finally:
            sys.stdout.write(printed.getvalue())  # shown with the verdict, as ever
            figures = charts.taken()
        wrote = {path: content for path, content in _written(top) if given.get(path) != content}
        return {"printed": printed.getvalue(), "wrote": wrote, "figures": figures}


@contextlib.contextmanager
def placed(folder: str) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextlib.contextmanager
def started_with(argv: list[str]) -> Iterator[None]:
    before, sys.argv = sys.argv, argv
    try:
        yield
    finally:
        sys.argv = before


def _written(top: str) -> Iterator[tuple[str, bytes]]:
    """Every regular file below the folder; links are not followed."""
    count = 0
    for folder, _, names in os.walk(top):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if os.path.islink(path) or not os.path.isfile(path):
                continue
            count += 1
            if count > MOST_FILES or os.path.getsize(path) > LARGEST_FILE:
                raise Trouble(f"The script wrote more than {MOST_FILES} files, or one that is too large.")
            with open(path, "rb") as file:
                yield os.path.relpath(path, top).replace(os.sep, "/"), file.read()
