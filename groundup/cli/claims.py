"""Claims on a terminal: concepts by name, or a list from elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, command
from groundup.cli.completing import concepts_like
from groundup.cli.opened import opened
from groundup.cli.wording import plural
from groundup.records import GroundupError

if TYPE_CHECKING:
    from rich.console import Console

    from groundup import actions


@command(
    "claim",
    "groundup claim vectors matrices-linear-maps",
    "groundup claim vectors --withdraw",
    "groundup claim --from progress.json",
    "groundup claim --from - --look",
)
def claim(
    ctx: typer.Context,
    concepts: Annotated[
        list[str] | None,
        typer.Argument(
            help="Concepts that you know already.", show_default=False, autocompletion=concepts_like
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="A progress file of roadmap.sh, or concepts, one a line; - reads standard input.",
            show_default=False,
        ),
    ] = None,
    look: Annotated[bool, typer.Option("--look", help="Only say what would be claimed.")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="No longer claim them.")] = False,
    json: Json = False,
) -> None:
    """Say what you know already. A claim moves the plan; only evidence is mastery.

    A list from elsewhere is matched with concepts; what is not recognised is said.
    A placement asks about claims first, and concludes without them.
    """
    from groundup import actions

    if not concepts and source is None:
        raise typer.BadParameter("Say which concepts, or --from which file.", param_hint="CONCEPTS")
    with opened(ctx) as w:
        found = None if source is None else actions.find_claims(w, _read(source))
        wanted = [*(concepts or []), *(found.fresh if found else ())]
        chosen = () if look else actions.claim(w, wanted, withdrawn=withdraw)
    if json:
        told = {"withdrawn" if withdraw else "claimed": chosen}
        streams.print_json(told if found is None else {**told, "found": found})
        return
    console = streams.out()
    if found is not None:
        _show_found(console, found)
    if chosen:
        console.print(f"{'Withdrawn' if withdraw else 'Claimed'}: {', '.join(chosen)}")
    elif not look:
        console.print("Nothing new was claimed.")
    if found is not None and chosen:
        console.print("Next:  groundup placement  (it asks about them first)", style="bold")


def _read(source: Path) -> str:
    if str(source) == "-":
        return sys.stdin.read()
    try:
        return source.expanduser().read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise GroundupError("invalid", f"{source} is no text in UTF-8.") from error
    except FileNotFoundError as error:
        raise GroundupError("not-found", f"There is no file {source}.") from error
    except OSError as error:
        raise GroundupError("environment", f"Cannot read {source}: {error.strerror or error}.") from error


def _show_found(console: Console, found: actions.ClaimsFound) -> None:
    console.print(f"{plural(len(found.recognised), 'entry', 'entries')} recognised", style="bold")
    for one in found.recognised:
        named = ", ".join(link.id for link in one.concepts)
        console.print(streams.clean(f"  {one.entry}: {named}" if one.entry != named else f"  {named}"))
    if found.unrecognised:
        console.print(f"{len(found.unrecognised)} not recognised, and not claimed", style="bold yellow")
    for other in found.unrecognised:
        hint = f"  (like {' or '.join(other.like)}?)" if other.like else ""
        console.print(streams.clean(f"  {other.entry}{hint}"))
    for count, what in ((found.learning, "being learned"), (found.skipped, "skipped")):
        if count:
            console.print(f"{count} {what}: no claim.", style="dim")
