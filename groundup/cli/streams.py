"""The two streams: data on standard output, messages on standard error, nothing that a terminal would obey.

Text that a learner or a content author wrote passes through `clean` before it is shown: no escape sequence,
no bell, no direction mark that could make a line read otherwise than it is.
"""

from __future__ import annotations

import dataclasses
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100  # columns; longer lines are tiring to read

# C0 and C1 controls but newline and tab, and the marks that change the direction of writing.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """`text` without anything that is an order to the terminal."""
    return _UNPRINTABLE.sub("", text)


def forgive() -> None:
    """A letter that this terminal does not have becomes a question mark, never an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def out() -> Console:
    return _console(stderr=False)


def err() -> Console:
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    console = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if console.width > WIDEST:
        console.width = WIDEST
    return console


def someone_answers() -> bool:
    """Whether a question would be read by a person: prompts are never needed, and never wait for nobody."""
    return sys.stdin.isatty()


def say(*lines: str) -> None:
    """A message for the person, on standard error: data on standard output stays clean."""
    for line in lines:
        err().print(clean(line), soft_wrap=True)


def complain(message: str) -> None:
    say(message)


def print_json(value: Any) -> None:
    """Plain ASCII, so that any terminal and any program can read it."""
    sys.stdout.write(json.dumps(plain(value), indent=2) + "\n")


def print_json_line(value: Any) -> None:
    """One record a line, at once: for whoever reads along."""
    sys.stdout.write(json.dumps(plain(value)) + "\n")
    sys.stdout.flush()


def plain(value: Any) -> Any:
    """Records as JSON knows them: dates in ISO form, sets sorted, paths as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, Set):
        return sorted(plain(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """A progress bar on standard error while something takes long; silent where nobody watches.

    Yields a function to call with the name of each step.
    """
    console = err()
    if not console.is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = [
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        TimeElapsedColumn(),
    ]
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=None)

        def step(name: str) -> None:
            progress.update(task, description=f"{what} {clean(name)}")

        yield step


@contextmanager
def paged() -> Iterator[Console]:
    """Standard output, through the pager where a person reads more than a screen."""
    console = out()
    if not (console.is_terminal and someone_answers()):
        yield console
        return
    os.environ.setdefault("LESS", "-RFX")  # colours, no pager for what fits, and the text stays afterwards
    with console.pager(styles=True):
        yield console
