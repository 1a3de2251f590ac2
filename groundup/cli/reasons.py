"""Why a concept stands where it does, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.completing import concepts_like
from groundup.cli.opened import opened
from groundup.cli.wording import STATES, short_day

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions


@command("why", "groundup why vectors", "groundup why vectors --json")
def why(
    ctx: typer.Context,
    concept: Annotated[
        str, typer.Argument(help="The concept.", show_default=False, autocompletion=concepts_like)
    ],
    most: Annotated[int, typer.Option(min=1, help="How many lines to show.")] = 20,
    json: Json = False,
) -> None:
    """Say what moved a concept, newest first, and by how much."""
    from groundup import actions

    with opened(ctx) as w:
        view = actions.why(w, concept)
    if json:
        streams.print_json(view)
        return
    console = streams.out()
    mark, style = STATES[view.mastery.state]
    console.print(f"{mark} {view.concept.title}: {view.mastery.state}", style=f"bold {style}")
    console.print(streams.clean(view.sentence))
    if view.placement:
        console.print(f"Your placement: {streams.clean(' '.join(view.placement))}")
    if view.rests_on:
        console.print(streams.clean(view.rests_on))
    _show_moves(console, view.moves[:most])
    if len(view.moves) > most:
        more = len(view.moves)
        console.print(f"{more - most} more: groundup why {concept} --most {more}", style="dim")


def _show_moves(console: Console, moves: tuple[actions.Moved, ...]) -> None:
    from rich.table import Table

    if not moves:
        return
    table = Table("when", "known", "remembered", "what", box=None, padding=(0, 2, 0, 0), header_style="dim")
    for move in moves:
        known = _change(move.before.known, move.after.known)
        remembered = _change(move.before.remembered, move.after.remembered)
        when = short_day(move.day)
        style = "dim" if move.at is None else ""
        table.add_row(when, known, remembered, streams.clean(move.sentence), style=style)
    console.print()
    console.print(table)


def _change(before: float | None, after: float | None) -> str:
    """ "72 % +5"; the difference is that of what is shown."""
    if after is None:
        return ""
    now = round(100 * after)
    if before is None or round(100 * before) == now:
        return f"{now} %"
    return f"{now} % {now - round(100 * before):+d}"
