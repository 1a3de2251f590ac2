"""The Typer application and its edge: sections of the help, exit statuses, and what an error looks like.

Promises: an expected error is one message on standard error and an exit status from `STATUS`; a bug is
"our side broke" with a number and a log file, never a traceback. The commands are in the modules beside this.

Everything heavy (Rich, NumPy, the catalog, the engine) is imported inside the functions that need it, here
and in the commands: `groundup --help` and a mistyped word must answer before one has looked up.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from groundup import __version__
from groundup.cli import streams
from groundup.records import GroundupError


class Status(IntEnum):
    """What the shell is told."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_PASSED = 3  # something was checked, and it did not pass
    ENVIRONMENT = 5  # the machine, not the request: `groundup doctor` names the way out


# GroundupError.code -> exit status
STATUS = {
    "not-found": Status.FAILED,
    "conflict": Status.FAILED,
    "content": Status.FAILED,
    "invalid": Status.USAGE,
    "busy": Status.ENVIRONMENT,
    "environment": Status.ENVIRONMENT,
    "storage": Status.ENVIRONMENT,
}

# The order of the help, by what one wants to do.
SECTIONS = {
    "Begin": ("run", "init", "setup", "placement", "doctor"),
    "Every day": ("today", "review", "lesson", "figure", "notation", "question", "check", "watch"),
    "The road": ("map", "plan", "gaps", "why", "claim", "week", "report"),
    "Steering": ("forecast", "replan", "pause", "pin", "close", "loop", "calendar"),
    "Ship": ("project", "portfolio", "credential", "verify", "interview"),
    "Yours": ("library", "export", "import"),
    "Authors": ("content", "simulate"),
}


class Commands(TyperGroup):
    """A group whose help is in sections, and the edge where errors become messages."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for section, names in SECTIONS.items():
            with formatter.section(section):
                limit = formatter.width - 16
                rows = [(name, self.commands[name].get_short_help_str(limit)) for name in names]
                formatter.write_dl(rows, col_max=12)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except GroundupError as error:
            streams.complain(error.message)
            raise typer.Exit(STATUS[error.code]) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # `groundup map | head`: whoever was reading has left
                raise
            raise typer.Exit(_our_side_broke(error)) from error
        except (EOFError, typer.Exit, typer.Abort, typer.TyperException):
            raise
        except Exception as error:
            raise typer.Exit(_our_side_broke(error)) from error


def _our_side_broke(error: Exception) -> Status:
    from groundup.cli.broken import write_log

    number, path = write_log(error)
    streams.complain(
        f"Our side broke (number {number}); nothing that was acknowledged is lost.\n"
        f"What happened is in {path}: send it along when you report this."
    )
    return Status.FAILED


app = typer.Typer(
    name="groundup",
    cls=Commands,
    rich_markup_mode=None,  # plain help: it needs no Rich, so it starts in a tenth of a second
    add_completion=True,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Exit status: 0 done, 1 failed, 2 usage, 3 checked and not passed, 5 environment.",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def example(*lines: str) -> str:
    """The epilog of a command: what to type, first of all."""
    shown = "\n".join(f"  {line}" for line in lines)
    return f"\b\nExamples:\n{shown}"


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"groundup {__version__}")
        raise typer.Exit


@app.callback(epilog=example("groundup", "groundup --workspace ~/ml today"))
def groundup(
    ctx: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace", metavar="PATH", help="The workspace; else the one around you, else ~/groundup."
        ),
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="Plain text; NO_COLOR does the same.")] = False,
    json: Json = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Learn AI and machine learning from the ground up, by building it.

    Without a command: where you are, and the exact next command.
    """
    ctx.obj = workspace
    if no_color:
        os.environ["NO_COLOR"] = "1"
    if ctx.invoked_subcommand is None:
        from groundup.cli.where import where

        where(ctx, json=json)


def command(
    name: str, *examples: str, on: typer.Typer = app
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a command with its examples."""
    return on.command(name, epilog=example(*examples))
