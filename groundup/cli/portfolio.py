"""The portfolio and its credentials: build, look at, issue, verify."""

from __future__ import annotations

import importlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from groundup.cli import streams
from groundup.cli.app import Json, Status, app, command
from groundup.cli.opened import opened, place
from groundup.cli.wording import plural

if TYPE_CHECKING:
    from groundup.actions.verifying import Again, Verified

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 80}
MARKS = {True: ("✓", "green"), False: ("✗", "red"), None: ("–", "dim")}

portfolio = typer.Typer(name="portfolio", help="Build your portfolio, and look at it.", rich_markup_mode=None)
credential = typer.Typer(
    name="credential", help="Issue credentials for what you have shown.", rich_markup_mode=None
)
app.add_typer(
    portfolio,
    no_args_is_help=True,
    context_settings=SETTINGS,
    epilog="\b\nExamples:\n  groundup portfolio build\n  groundup portfolio serve",
)
app.add_typer(
    credential,
    no_args_is_help=True,
    context_settings=SETTINGS,
    epilog="\b\nExamples:\n  groundup credential issue\n  groundup credential key",
)

To = Annotated[
    Path | None, typer.Option("--to", help="The folder; else site/ in the workspace.", show_default=False)
]


@command(
    "build",
    "groundup portfolio build",
    "groundup portfolio build --time",
    "groundup portfolio build --to ~/me.github.io --workflow",
    on=portfolio,
)
def build(
    ctx: typer.Context,
    to: To = None,
    workflow: Annotated[
        bool, typer.Option("--workflow", help="Add the workflow that publishes it with GitHub Pages.")
    ] = False,
    timed: Annotated[
        bool, typer.Option("--time", help="Time your library beside those of the industry first.")
    ] = False,
    json: Json = False,
) -> None:
    """Build the site of your projects, texts, library and mastery.

    It needs no server and no script, and every file of it is signed.
    """
    from groundup.actions.publishing import publish

    with opened(ctx) as w, streams.working("Building"):
        made = publish(w, to, workflow=workflow, timed=timed, formula=_set_formula)
    if json:
        streams.print_json(made)
        return
    console = streams.out()
    shown = f"{plural(len(made.files), 'file')}, {plural(len(made.projects), 'project')}"
    console.print(streams.clean(f"Written: {made.path} ({shown})"), soft_wrap=True)
    console.print(f"Signed by {made.signer}", style="dim", soft_wrap=True)
    for note in made.notes:
        console.print(streams.clean(note), style="yellow", soft_wrap=True)
    where = f" --to {made.path}" if to else ""
    console.print(streams.clean(f"Look at it:  groundup portfolio serve{where}"), soft_wrap=True)


@command("serve", "groundup portfolio serve", "groundup portfolio serve --port 8100", on=portfolio)
def serve(
    ctx: typer.Context,
    to: To = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="On this machine; 0 takes any.")] = 8080,
) -> None:
    """Show the built site to this machine alone. Ctrl-C ends it."""
    from groundup.actions.publishing import SITE
    from groundup.cli.portfolio_server import served

    folder = to.expanduser() if to else place(ctx) / SITE
    with served(folder.absolute(), port) as server:
        streams.say(f"http://127.0.0.1:{server.server_port}  (Ctrl-C ends it)")
        with suppress(KeyboardInterrupt):
            server.serve_forever()


@command(
    "issue",
    "groundup credential issue",
    "groundup credential issue tabular-survival-milestone",
    "groundup credential issue foundations-math --days 730",
    on=credential,
)
def issue(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(help="A project or a stage; else all that can be.")] = "",
    days: Annotated[int, typer.Option(min=0, help="How long it holds; 0 for ever.")] = 0,
    name: Annotated[str, typer.Option(help="Your name, as it is to stand in it.")] = "",
    json: Json = False,
) -> None:
    """Issue Open Badges 3.0 for audited projects and mastered stages.

    They are written into credentials/ of the workspace, signed with your own key.
    """
    from groundup.actions.credentials import issue

    with opened(ctx) as w:
        issued = issue(w, what, days=days, learner=name)
    if json:
        streams.print_json(issued)
        return
    console = streams.out()
    for one in issued:
        console.print(streams.clean(f"{one.name}\n  {one.path}"), soft_wrap=True)
    if not issued:
        console.print("Nothing yet: a project has to pass its audit, or a whole stage to be mastered.")


@command("key", "groundup credential key", "groundup credential key --renew", on=credential)
def key(
    ctx: typer.Context,
    renew: Annotated[bool, typer.Option("--renew", help="A new key; the old one vouches for it.")] = False,
    json: Json = False,
) -> None:
    """Show the public key that your credentials and your portfolio are signed with."""
    from groundup.actions.credentials import key, renew_key

    with opened(ctx) as w:
        did = (renew_key(w) if renew else key(w)).did
    if json:
        streams.print_json({"key": did})
    else:
        streams.out().print(did, soft_wrap=True)


@command(
    "verify",
    "groundup verify credentials/project-fun-mini-project.json",
    "groundup verify site",
    "groundup verify site --audit ~/clones/survival",
)
def verify(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A credential, or the folder of a portfolio.")],
    audit: Annotated[
        Path | None,
        typer.Option(help="A clone: run its audit again and compare the numbers.", show_default=False),
    ] = None,
    expected: Annotated[str, typer.Option("--key", help="The did:key that it has to come from.")] = "",
    evidence: Annotated[
        Path | None, typer.Option(help="The evidence; else the file beside it.", show_default=False)
    ] = None,
    json: Json = False,
) -> None:
    """Check a portfolio or a credential, offline.

    Signature, form, time and evidence; with a clone, the numbers as well. Exit status 3 where something
    does not hold.
    """
    from groundup.actions.verifying import audited_again, verify
    from groundup.workspace import now

    def check(again: Again | None) -> Verified:
        return verify(file, now(), expected=expected, evidence=evidence, clone=audit, again=again)

    if audit is None:
        found = check(None)
    else:
        with opened(ctx) as w, streams.working("Auditing"):
            found = check(lambda clone: audited_again(w, clone))
    if json:
        streams.print_json({"passed": found.passed, **streams.plain(found)})
    else:
        _show(found)
    if not found.passed:
        raise typer.Exit(Status.NOT_PASSED)


def _show(found: Verified) -> None:
    console = streams.out()
    console.print(streams.clean(found.what), style="bold", soft_wrap=True)
    for check in found.checks:
        mark, style = MARKS[check.passed]
        console.print(streams.clean(f"{mark} {check.name}: {check.seen}"), style=style, soft_wrap=True)
    said = "It holds." if found.passed else "It does not hold."
    console.print(said, style="bold")


def _set_formula(tex: str, display: bool) -> str:
    """As on our own pages. Named, since pages and commands never import each other."""
    html: str = importlib.import_module("groundup.web.inside").formula(tex, display=display)
    return html
