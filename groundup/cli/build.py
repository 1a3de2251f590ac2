"""Building: check a lab once, or watch it and answer each save."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams, verdicts
from groundup.cli.app import Json, Status, command
from groundup.cli.completing import concepts_like
from groundup.cli.opened import opened
from groundup.records import GroundupError

if TYPE_CHECKING:
    from groundup.workspace import Workspace

POLL_S = 0.3  # how often files are looked at where the system does not tell of changes


@command(
    "check",
    "groundup check lab-vectors",
    "groundup check vectors --file draft.py",
    "groundup check lab-vectors --json",
)
def check(
    ctx: typer.Context,
    lab: Annotated[
        str, typer.Argument(help="The lab, or its concept.", show_default=False, autocompletion=concepts_like)
    ],
    file: Annotated[
        Path | None,
        typer.Option("--file", help="Another file (or folder) than the workspace's.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Check a lab, and say what is wrong with it.

    Every check, the first failing input, and the mistake where it is a known
    one. Exit status 3 where it does not pass. Without a file in the workspace, the
    starter is put there.
    """
    from groundup import actions

    with opened(ctx) as w:
        if file is None and not json:
            _say_if_started(w, lab)
        with streams.working(f"Checking {lab}"):
            checked = actions.check_lab(w, lab, file=file)
    if json:
        streams.print_json(verdicts.as_json(checked.verdict))
    else:
        verdicts.show(checked.verdict, str(file or checked.path))
    if checked.verdict.run.ours:
        raise GroundupError(
            "environment", "Our side failed twice, so this does not count. See: groundup doctor"
        )
    if not checked.verdict.passed:
        raise typer.Exit(Status.NOT_PASSED)


def _say_if_started(w: Workspace, lab: str) -> None:
    from groundup import actions

    view = actions.lab(w, lab)
    if not view.saved:
        path = actions.start_lab(w, lab)
        how = "work there, with your own tools" if view.is_folder else "build it there, in any editor"
        streams.say(f"The starter of {view.id} is now in {path}: {how}.")


@command("watch", "groundup watch", "groundup watch lab-vectors")
def watch(
    ctx: typer.Context,
    lab: Annotated[
        str, typer.Argument(help="Only this lab; else every one you save.", show_default=False)
    ] = "",
    json: Json = False,
) -> None:
    """Check a lab each time you save it. Ctrl-C ends it.

    With --json: one line for each verdict.
    """
    from groundup import actions

    with opened(ctx) as w:
        w.engine.start()  # it warms while the learner types
        labs = [actions.find_lab(w, lab)] if lab else list(w.catalog.labs)
        watched = {path: id for id in labs if (path := _module(w, id)) is not None}
        if not watched:
            raise GroundupError(
                "invalid", f"{labs[0]} is a folder, checked when you ask for it: groundup check {labs[0]}"
            )
        if lab:
            path = actions.start_lab(w, lab)
            _answer(w, labs[0], json=json)
            streams.say(f"Watching {path}. Save it, and the verdict comes; Ctrl-C ends.")
        else:
            streams.say(f"Watching {w.root / 'mylib'}. Save a lab, and the verdict comes; Ctrl-C ends.")
        with suppress(KeyboardInterrupt):  # the way to end it, so no failure
            for path in saved(w.root / "mylib", frozenset(watched)):
                _answer(w, watched[path], json=json)
                actions.make_ready(w, watched[path])


def _module(w: Workspace, lab: str) -> Path | None:
    """Where the learner's file of a lab is, or will be; None where it is a folder."""
    outline = w.catalog.outline(lab)
    assert outline is not None  # a lab that can be built has an outline
    return None if outline.is_folder else w.root / outline.module


def _answer(w: Workspace, lab: str, *, json: bool) -> None:
    from groundup import actions

    try:
        checked = actions.check_lab(w, lab)
    except GroundupError as error:  # a file that is half saved, or not text: said, and the watch goes on
        streams.complain(error.message)
        return
    if json:
        streams.print_json_line(verdicts.as_json(checked.verdict))
        return
    console = streams.out()
    if console.is_terminal:
        console.clear()
    verdicts.show(checked.verdict, checked.path)
    if console.is_terminal:
        streams.say("Watching; Ctrl-C ends.")


def saved(folder: Path, wanted: frozenset[Path]) -> Iterator[Path]:
    """Each wanted file as it is saved, for ever."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        from watchfiles import watch as changes

        for batch in changes(folder, debounce=50, step=20, raise_interrupt=True):
            yield from sorted({Path(name) for _, name in batch} & wanted)
    except (ImportError, OSError):  # no native module for this machine, or no more watches to be had
        yield from polled(wanted)


def polled(wanted: frozenset[Path], pause_s: float = POLL_S) -> Iterator[Path]:
    """The same by looking: works on network drives and where the system's watches are used up."""
    before = {path: _stamp(path) for path in wanted}
    while True:
        time.sleep(pause_s)
        for path in sorted(wanted):
            stamp = _stamp(path)
            if stamp != before[path]:
                before[path] = stamp
                if stamp is not None:
                    yield path


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
