"""The log of a bug: the whole traceback in a file of its own, found by the number one is told."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from groundup import __version__


def write_log(error: Exception) -> tuple[str, Path]:
    """(number, path); the number is the time, so that the newest log is the last in the folder."""
    number = datetime.now(UTC).strftime("%y%m%d-%H%M%S-%f")[:-3]
    text = "".join(
        [
            f"groundup {__version__}, Python {sys.version}, {sys.platform}\n",
            f"command: {sys.argv[1:2]}\n",  # the command alone: arguments may hold what is private
            *traceback.format_exception(error),
        ]
    )
    for folder in _folders():
        path = folder / f"broken-{number}.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError:
            continue  # the next folder; the last one is the system's own for temporary files
        return number, path
    return number, Path(os.devnull)


def _folders() -> tuple[Path, ...]:
    state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    return Path(state) / "groundup", Path(tempfile.gettempdir())
