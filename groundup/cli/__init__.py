"""The command line: one function a command; each parses, calls an action, and shows what comes back.

Standard output is data, standard error is messages; the exit statuses are in `app.Status`. No rule of the
program is decided here: what a command can do, a page can do too.
"""

from groundup.cli import answering, authors, begin, build, road, serve, streams, study, yours
from groundup.cli.app import STATUS, Status, app

__all__ = ["STATUS", "Status", "app", "main"]

# Importing these is what registers their commands.
_COMMANDS = (answering, authors, begin, build, road, serve, study, yours)


def main() -> None:
    """The entry point of the `groundup` command."""
    streams.forgive()
    app(prog_name="groundup")
