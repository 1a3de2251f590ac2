"""What is yours: your library; and take everything away in one archive, and bring it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.opened import opened, place
from groundup.cli.wording import plural
from groundup.records import GroundupError

if TYPE_CHECKING:
    from groundup.actions import Piece
    from groundup.workspace import Workspace


@command("library", "groundup library", "groundup library --time")
def library(
    ctx: typer.Context,
    timed: Annotated[
        bool, typer.Option("--time", help="Time what stands beside the libraries of the industry.")
    ] = False,
    json: Json = False,
) -> None:
    """Show what stands of your own library, and how fast it is."""
    from groundup import actions

    with opened(ctx) as w:
        if timed:
            _time_all(w)
        view = actions.library(w)
    if json:
        streams.print_json(view)
        return
    console = streams.out()
    for shelf in view.shelves:
        pieces = [piece for piece in shelf.pieces if piece.state not in ("outlined", "open")]
        if pieces:
            console.print(shelf.title, style="bold")
        for piece in pieces:
            _show_piece(piece)
    left = len([piece for piece in view.pieces if piece.state == "open"])
    console.print(
        f"{plural(len(view.built), 'module')} of {len(view.pieces)} stand; {left} more can be built."
    )


def _time_all(w: Workspace) -> None:
    from groundup import actions

    with streams.working("Timing") as step:
        for piece in actions.library(w).built:
            if piece.races:
                step(piece.module)
                actions.time_lab(w, piece.id)


def _show_piece(piece: Piece) -> None:
    console = streams.out()
    oracle = f", checked against {', '.join(piece.oracle)}" if piece.oracle else ""
    stands = {"built": f"{plural(piece.lines, 'line')}{oracle}", "begun": "begun"}
    said = stands.get(piece.state, "passed before, not as it stands")
    console.print(streams.clean(f"  {piece.module}: {said}"), soft_wrap=True)
    for speed in piece.speeds:
        console.print(streams.clean(f"    {speed.name}: yours takes {speed.beside}."), soft_wrap=True)
        console.print(streams.clean(f"    {speed.why}"), style="dim", soft_wrap=True)


@command("export", "groundup export", "groundup export ~/backup.zip", "groundup export ~/backup.zip --force")
def export(
    ctx: typer.Context,
    path: Annotated[
        Path | None, typer.Argument(help="The archive; else beside the workspace.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    json: Json = False,
) -> None:
    """Write everything into one archive.

    Evidence, settings, questions, your files and their Git history.
    """
    from groundup import actions

    # Beside the workspace, not in it: the next archive would hold this one.
    target = path or place(ctx).parent / f"groundup-{date.today().isoformat()}.zip"
    if target.exists() and not force:
        raise GroundupError(
            "conflict", f"{target} exists already. Replace it: groundup export {target} --force"
        )
    with opened(ctx) as w, streams.working("Writing the archive"):
        written = actions.export(w, target)
    if json:
        streams.print_json({"archive": written.absolute(), "bytes": written.stat().st_size})
    else:
        streams.out().print(
            f"Written: {written}\nBring it back anywhere:  groundup import {written}", soft_wrap=True
        )


@command("import", "groundup import ~/backup.zip", "groundup --workspace ~/ml import ~/backup.zip")
def import_(
    ctx: typer.Context,
    archive: Annotated[Path, typer.Argument(help="What groundup export has written.", show_default=False)],
    json: Json = False,
) -> None:
    """Bring an archive back.

    Records are added once; files that differ from yours are left and named.
    """
    from groundup import actions

    with opened(ctx) as w, streams.working("Reading the archive"):
        imported = actions.import_archive(w, archive)
    if json:
        streams.print_json(imported)
        return
    console = streams.out()
    console.print(
        f"{plural(imported.records, 'new record')}, {plural(len(imported.written), 'file')} written."
    )
    for name in imported.left:
        console.print(streams.clean(f"Left as it was, since yours differs: {name}"), style="yellow")
