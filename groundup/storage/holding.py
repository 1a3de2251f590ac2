"""One server for a database: the second one is told where the first is."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from groundup.records import GroundupError
from groundup.storage.failures import told


@contextlib.contextmanager
def hold(path: Path, url: str) -> Iterator[None]:
    """Hold the database at `path` for a server at `url` while the body runs.

    Raises GroundupError("busy") naming the holder. The lock is the kernel's: a killed server leaves none.
    """
    with told(path):
        file = path.with_name(path.name + ".held").open("a+", encoding="utf-8")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise GroundupError("busy", _said(path, file.read())) from None
        since = datetime.now().astimezone().strftime("%H:%M")
        with told(path):
            file.truncate(0)
            file.write(json.dumps({"pid": os.getpid(), "since": since, "url": url}))
            file.flush()
        yield


def _said(path: Path, note: str) -> str:
    try:
        holder = json.loads(note)
        who = f"process {holder['pid']} since {holder['since']}, {holder['url']}"
    except (ValueError, KeyError, TypeError):
        who = "it is just starting"
    return (
        f"groundup is already running on this workspace ({who}). Open that address, "
        f"or stop it there with Ctrl-C. The database is {path}."
    )
