"""Projects: begin one, see where it stands, have it audited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, Status, app, command
from groundup.cli.opened import opened
from groundup.cli.wording import day, plural

if TYPE_CHECKING:
    from groundup import actions
    from groundup.records import Finding

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 80}
MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("–", "dim")}

project = typer.Typer(
    name="project", help="Begin a project, see where it stands, and have it audited.", rich_markup_mode=None
)
app.add_typer(
    project,
    no_args_is_help=True,
    context_settings=SETTINGS,
    epilog="\b\nExamples:\n  groundup project start fun-mini-project\n  groundup project audit",
)

Which = Annotated[
    str, typer.Argument(help="A project, or the folder of its repository; else the one around you.")
]


@command("list", "groundup project list", "groundup project list --json", on=project)
def listed(ctx: typer.Context, json: Json = False) -> None:
    """List the projects, those that can be begun first."""
    from groundup import actions

    with opened(ctx) as w:
        rows = actions.projects(w)
    if json:
        streams.print_json(rows)
        return
    console = streams.out()
    for row in rows:
        state = "outlined"
        if row.last is not None:
            state = f"audit of {day(row.last.at.date())} {'passed' if row.last.passed else 'did not pass'}"
        elif row.complete:
            state = "begun" if row.begun else "can be begun"
        style = "" if row.complete else "dim"
        console.print(f"{row.id}: {row.title} ({row.hours:g} h), {state}", style=style, soft_wrap=True)


@command("show", "groundup project show fun-mini-project", on=project)
def show(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(help="A project.")],
    json: Json = False,
) -> None:
    """Show what a project asks for, with its brief and how it is judged."""
    from groundup import actions
    from groundup.cli.concepts import show_project
    from groundup.cli.reading import prose

    with opened(ctx) as w:
        view = actions.project(w, id)
    if json:
        streams.print_json(view)
        return
    if view.brief:
        prose(streams.out(), view.brief)
    show_project(view)


@command("start", "groundup project start fun-mini-project", on=project)
def start(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(help="A project.")],
    to: Annotated[
        Path | None,
        typer.Option(help="Where to put it; else projects/ in the workspace.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Make the repository that a project begins with, and give it its sittings in the plan."""
    from groundup import actions

    with opened(ctx) as w:
        begun = actions.start_project(w, id, to)
    if json:
        streams.print_json(begun)
        return
    console = streams.out()
    console.print(f"Begun in {begun.path}", style="bold", soft_wrap=True)
    if not begun.committed:
        console.print(
            "Nothing is committed yet: Git is absent, or knows no name and address to commit under."
        )
    console.print("Read README.md there first; its first test fails until you make it pass.")
    console.print(f"What it asks for:  groundup project show {id}")
    console.print(f"When you are ready: {begun.next}")


@command("exemplar", "groundup project exemplar fun-mini-project", on=project)
def exemplar(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(help="A project.")],
    to: Annotated[
        Path | None, typer.Option(help="An empty folder; else projects/ID-exemplar.", show_default=False)
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Before your own audit has passed.")] = False,
    json: Json = False,
) -> None:
    """Put what an excellent candidate would show into a folder, once your own audit has passed."""
    from groundup import actions

    with opened(ctx) as w:
        path = actions.take_exemplar(w, id, to, asked=anyway)
    if json:
        streams.print_json({"path": str(path)})
        return
    streams.out().print(f"It lies in {path}. Read its README.md first.", soft_wrap=True)


@command("status", "groundup project status", "groundup project status fun-mini-project", on=project)
def status(ctx: typer.Context, which: Which = "", json: Json = False) -> None:
    """Say which deliverables stand, from the files of the newest commit. Nothing is run.

    Exit status 3 where something is missing.
    """
    from groundup import actions

    with opened(ctx) as w:
        begun, findings = actions.project_status(w, _given(which))
    if json:
        streams.print_json({"looked_at": begun, "findings": findings})
    else:
        _say_what(begun)
        for finding in findings:
            _show_finding(finding)
        console = streams.out()
        console.print(f"What only shows when it runs:  groundup project audit {begun.project}", style="dim")
    if any(finding.passed is False for finding in findings):
        raise typer.Exit(Status.NOT_PASSED)


@command(
    "audit",
    "groundup project audit",
    "groundup project audit fun-mini-project",
    "groundup project audit ~/code/survival --only readme --only tests-mutation",
    "groundup project audit containerised-api-milestone --build",
    on=project,
)
def audit(
    ctx: typer.Context,
    which: Which = "",
    only: Annotated[
        list[str] | None,
        typer.Option(help="Look at this criterion alone; nothing is kept then.", show_default=False),
    ] = None,
    build: Annotated[
        bool,
        typer.Option(
            "--build", help="Let Podman or Docker build and start its image as well: your own project's."
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Run the project as a careful reviewer would, and say what was seen.

    The newest commit is cloned and run in a clean environment behind walls. Exit status 3 where it does not
    pass.
    """
    from groundup import actions
    from groundup.records import Finding

    found: list[Finding] = []
    report = None
    with opened(ctx) as w, streams.working("Auditing") as step:
        for one in actions.audit_project(w, _given(which), only=tuple(only or ()), builds=build):
            if isinstance(one, actions.Auditing):
                left = list(one.criteria)
                step(left[0])
                if not json:
                    _say_what(one)
            elif isinstance(one, Finding):
                found.append(one)
                left.remove(one.criterion)
                step(left[0] if left else "")
                if not json:
                    _show_finding(one)
            else:
                report = one
    _conclude(found, report, json)


def _conclude(found: list[Finding], report: actions.AuditReport | None, json: bool) -> None:
    if json:
        streams.print_json(report if report is not None else found)
    elif report is not None:
        good, bad, unseen = report.counted
        passed = "The audit passed" if report.passed else "The audit did not pass"
        rest = f", {unseen} could not be looked at" if unseen else ""
        streams.out().print(
            f"\n{passed}: {plural(good, 'criterion', 'criteria')} passed, {bad} did not{rest}.", style="bold"
        )
    failed = not report.passed if report is not None else any(one.passed is False for one in found)
    if failed:
        raise typer.Exit(Status.NOT_PASSED)


def _given(which: str) -> str:
    """What was given, or the repository that one stands in."""
    if which:
        return which
    here = Path.cwd()
    return next((str(f) for f in (here, *here.parents) if (f / "groundup.toml").is_file()), str(here))


def _say_what(begun: actions.Auditing) -> None:
    console = streams.out()
    console.print(streams.clean(f"{begun.title}, commit {begun.commit[:12]}"), style="bold")
    if begun.dirty:
        shown = ", ".join(begun.dirty[:3]) + (" and more" if len(begun.dirty) > 3 else "")
        console.print(
            streams.clean(f"Not committed, so not looked at: {shown}."), style="yellow", soft_wrap=True
        )


def _show_finding(found: Finding) -> None:
    console = streams.out()
    mark, style = MARKS[found.passed]
    gate = " (must pass)" if found.gate else ""
    console.print(streams.clean(f"{mark} {found.criterion}{gate}: {found.seen}"), style=style, soft_wrap=True)
    if found.passed is False:
        for label, text in (("Why it matters", found.why), ("Do", found.todo)):
            if text:
                console.print(streams.clean(f"    {label}: {text}"), soft_wrap=True)
