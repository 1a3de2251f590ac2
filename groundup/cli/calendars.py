"""The plan in other calendars: a file, or the address of the feed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.opened import opened
from groundup.records import GroundupError


@command(
    "calendar",
    "groundup calendar --out groundup.ics",
    "groundup calendar --begins 07:30,13:00,20:00",
    "groundup calendar --feed",
    "groundup calendar --renew",
)
def calendar(
    ctx: typer.Context,
    out: Annotated[Path | None, typer.Option(help="Write the file.", show_default=False)] = None,
    feed: Annotated[bool, typer.Option("--feed", help="The address to subscribe to.")] = False,
    renew: Annotated[bool, typer.Option("--renew", help="A new address; the old one is closed.")] = False,
    begins: Annotated[
        str, typer.Option(help="When morning, afternoon and evening begin.", show_default=False)
    ] = "",
    json: Json = False,
) -> None:
    """Put the plan into your calendar, as a file or a feed.

    Import the file again when the plan has moved: events move, none is doubled.
    """
    from groundup import actions

    with opened(ctx) as w:
        if begins:
            actions.begin_parts(w, _three(begins))
        path = f"/calendar/{actions.feed_secret(w, anew=renew)}.ics" if feed or renew else ""
        text = actions.calendar(w) if out or not path else b""
    if out:
        _write(out, text)
    if json:
        streams.print_json({"file": out, "bytes": len(text), "feed": path or None})
        return
    console = streams.out()
    if out:
        console.print(f"Written: {out}. Open it with your calendar program.", soft_wrap=True)
    if path:
        console.print(f"While groundup run goes on: http://127.0.0.1:8000{path}", soft_wrap=True)
    if not out and not path:
        typer.echo(text, nl=False)


def _three(begins: str) -> tuple[str, str, str]:
    times = [time.strip() for time in begins.split(",")]
    if len(times) != 3:
        raise GroundupError("invalid", f"{begins!r} are not three times; write them like 08:00,13:00,19:00.")
    return times[0], times[1], times[2]


def _write(path: Path, text: bytes) -> None:
    try:
        path.write_bytes(text)
    except OSError as error:
        raise GroundupError("environment", f"Cannot write {path}: {error.strerror or error}.") from error
