"""Beginning: init, setup, doctor."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, Status, command
from groundup.cli.opened import opened, place

if TYPE_CHECKING:
    from groundup import actions


@command("init", "groundup init", "groundup init ~/ml")
def init(
    ctx: typer.Context,
    path: Annotated[
        Path | None, typer.Argument(help="The folder; else ~/groundup.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Make a workspace: your own Git repository for what you build.

    Files that are there already are never changed.
    """
    from groundup.workspace import init_workspace

    root = init_workspace(path.expanduser().absolute() if path else place(ctx))
    if json:
        streams.print_json({"workspace": root})
        return
    inside = "" if Path.cwd() == root else f"cd {root} && "
    streams.out().print(f"Your workspace is {root}.\nNext:  {inside}groundup setup", soft_wrap=True)


Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", show_default=False)]


@command(
    "setup",
    "groundup setup",
    "groundup setup --goal role-ml-engineer --hours 8 --rhythm maths-first",
    "groundup setup --goal backpropagation --deadline 2027-06-30",
    "groundup setup --plan fifty-two-week",
    "groundup setup --show",
)
def setup(
    ctx: typer.Context,
    goal: Annotated[
        str, typer.Option(help="A role, a track or a concept, by its id.", show_default=False)
    ] = "",
    hours_per_week: Annotated[
        float | None, typer.Option("--hours", help="Hours a week.", show_default=False)
    ] = None,
    rhythm: Annotated[str, typer.Option(help="The name of a rhythm.", show_default=False)] = "",
    start: Day = None,
    deadline: Day = None,
    zone: Annotated[str, typer.Option(help="Time zone, like Europe/Berlin.", show_default=False)] = "",
    retention: Annotated[
        float | None, typer.Option(help="Wanted chance of recall.", show_default=False)
    ] = None,
    plan: Annotated[str, typer.Option(help="Begin from a named plan; see --goals.", show_default=False)] = "",
    show: Annotated[bool, typer.Option("--show", help="Only show what is chosen.")] = False,
    goals: Annotated[bool, typer.Option("--goals", help="List goals, rhythms and named plans.")] = False,
    json: Json = False,
) -> None:
    """Choose your goal, hours and rhythm, or change them.

    On a terminal it asks for what is not given. Elsewhere nothing is asked:
    what is not given stays as it is, or gets its default. Evidence always stays; the plan follows.
    """
    from groundup.cli import choosing

    with opened(ctx) as w:
        if goals:
            choosing.show_goals(w, json=json)
            return
        if not show:
            given = choosing.Given(
                goal, hours_per_week, rhythm, _as_day(start), _as_day(deadline), zone, retention, plan
            )
            choosing.choose(w, given)
        choosing.show_settings(w, json=json)


def _as_day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


@command("doctor", "groundup doctor", "groundup doctor --json")
def doctor(ctx: typer.Context, json: Json = False) -> None:
    """Say what this machine has, what it lacks, and the way to it."""
    from groundup import actions

    with streams.working("Looking at this machine"):
        findings = actions.doctor(place(ctx))
    if json:
        streams.print_json(findings)
    else:
        _show_findings(findings)
    if any(finding.needed and not finding.well for finding in findings):
        raise typer.Exit(Status.ENVIRONMENT)


def _show_findings(findings: tuple[actions.Finding, ...]) -> None:
    from rich.table import Table

    table = Table.grid(padding=(0, 2))
    for finding in findings:
        mark, style = ("ok", "green") if finding.well else ("missing", "red" if finding.needed else "yellow")
        table.add_row(mark, finding.name, streams.clean(finding.sentence), style=None)
        table.rows[-1].style = "" if finding.well else style
        if finding.remedy and not finding.well:
            table.add_row("", "", streams.clean(f"-> {finding.remedy}"))
    streams.out().print(table)
