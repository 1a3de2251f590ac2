"""The command line: one function a command; each parses, calls an action, and shows what comes back.

Standard output is data, standard error is messages; the exit statuses are in `app.Status`. No rule of the
program is decided here: what a command can do, a page can do too.
"""

import sys

from groundup.cli import (
    answering,
    authors,
    begin,
    build,
    calendars,
    claims,
    interview,
    placing,
    portfolio,
    projects,
    reasons,
    reports,
    road,
    serve,
    simulating,
    steering,
    streams,
    study,
    yours,
)
from groundup.cli.app import STATUS, Status, app

__all__ = ["STATUS", "Status", "app", "main"]

ON_WINDOWS = (
    "On Windows, groundup runs inside WSL 2, a Linux that Windows brings along: its walls around code are "
    "the strongest ones there. In a terminal of Windows: wsl --install. Then, in that of the Linux, the "
    "commands of the README."
)
# Importing these is what registers their commands.
_COMMANDS = (
    answering,
    authors,
    begin,
    build,
    calendars,
    claims,
    interview,
    placing,
    portfolio,
    projects,
    reasons,
    reports,
    road,
    serve,
    simulating,
    steering,
    study,
    yours,
)


def main() -> None:
    """The entry point of the `groundup` command."""
    streams.forgive()
    if sys.platform == "win32":
        streams.say(ON_WINDOWS)
        raise SystemExit(Status.ENVIRONMENT)
    app(prog_name="groundup")
