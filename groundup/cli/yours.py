"""What is yours: take everything away in one archive, and bring it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.opened import opened, place
from groundup.cli.wording import plural
from groundup.records import GroundupError


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
