"""For authors of content: check it against its contract, measure its quality, and begin a new concept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, Status, app, command
from groundup.cli.wording import plural
from groundup.records import GroundupError

if TYPE_CHECKING:
    from groundup.catalog import Quality
    from groundup.records import Problem

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 80}

content = typer.Typer(
    name="content", help="Check content, measure it, or begin a concept.", rich_markup_mode=None
)
new = typer.Typer(name="new", help="Begin something new from a skeleton.", rich_markup_mode=None)
app.add_typer(
    content, no_args_is_help=True, context_settings=SETTINGS, epilog="\b\nExamples:\n  groundup content check"
)
content.add_typer(
    new,
    no_args_is_help=True,
    context_settings=SETTINGS,
    epilog="\b\nExamples:\n  groundup content new concept entropy",
)


@command(
    "check",
    "groundup content check",
    "groundup content check content/concepts/vectors",
    "groundup content check --json",
    on=content,
)
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Folders; else all content.", show_default=False)
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="How often each question family is drawn.")] = 50,
    json: Json = False,
) -> None:
    """Check content: every problem at once, each with its rule and the way out.

    Exit status 3 where there is a problem.
    """
    from groundup import actions

    folders = _existing(paths)
    with streams.working("Checking") as step:
        problems = actions.check_content(folders, seeds=seeds, progress=step)
    if json:
        streams.print_json(problems)
    else:
        _show(problems)
    if problems:
        raise typer.Exit(Status.NOT_PASSED)


def _existing(paths: list[Path] | None) -> tuple[Path, ...]:
    for folder in paths or ():
        if not folder.exists():
            raise GroundupError("not-found", f"There is no folder {folder}.")
    return tuple(paths or ())


def _show(problems: list[Problem]) -> None:
    console = streams.out()
    for problem in problems:
        console.print(streams.clean(problem.path), style="bold", soft_wrap=True)
        console.print(streams.clean(f"  {problem.rule}"), soft_wrap=True)
        console.print(streams.clean(f"  -> {problem.remedy}"), style="dim", soft_wrap=True)
    console.print(plural(len(problems), "problem") if problems else "No problem found.")


@command(
    "quality",
    "groundup content quality content/concepts/vectors",
    "groundup content quality --write docs/content-quality.md",
    on=content,
)
def quality(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Folders; else all content.", show_default=False)
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="How often each question family is drawn.")] = 200,
    write: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the table there, as Markdown.")
    ] = None,
    json: Json = False,
) -> None:
    """Measure content: mutants that the checks of labs kill, families, cells, figures, minutes.

    Exit status 3 where a bar is missed.
    """
    from groundup import actions

    folders = _existing(paths)
    with streams.working("Measuring") as step:
        measured = actions.measure_content(folders, seeds=seeds, progress=step)
    if write is not None:
        write.write_text(actions.quality_table(measured), encoding="utf-8")
    if json:
        streams.print_json(measured)
    else:
        _show_quality(measured)
    if measured.problems:
        raise typer.Exit(Status.NOT_PASSED)


def _show_quality(measured: Quality) -> None:
    """The table, the survivors as entries of lab/equivalent.toml, and the problems."""
    from groundup import actions

    console = streams.out()
    table = actions.quality_table(measured).partition("\n|")[2]
    console.print(streams.clean(f"|{table}"), soft_wrap=True)
    for survivor in (one for row in measured.rows if row.lab for one in row.lab.survivors):
        console.print(streams.clean(f"{survivor.path}: {survivor.why}"), style="bold", soft_wrap=True)
        console.print(streams.clean(f"{actions.equivalent_entry(survivor)}\n"), soft_wrap=True)
    _show(list(measured.problems))


@command(
    "concept",
    "groundup content new concept entropy",
    "groundup content new concept entropy --into mypack",
    on=new,
)
def concept(
    id: Annotated[str, typer.Argument(help="Its id: small letters and hyphens.", show_default=False)],
    into: Annotated[Path, typer.Option(help="The content folder.")] = Path("content"),
    json: Json = False,
) -> None:
    """Write the skeleton of a concept; the checker then says what is missing."""
    from groundup import actions

    folder = actions.new_concept(into, id)
    if json:
        streams.print_json({"folder": folder})
    else:
        streams.out().print(f"Begun: {folder}\nNext:  groundup content check {folder}", soft_wrap=True)
