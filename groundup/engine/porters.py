"""The engine's side of a porter: start it behind walls, give it orders, see a command end, let it go.

Promises: each order is answered or fails within a bound; a porter that is gone or does not answer is said to
be our fault, never the project's; closing it ends whatever runs in the room. Thread-safe.
"""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from groundup.engine import enclosures, groups, places
from groundup.engine.enclosures import View
from groundup.engine.inside import orders
from groundup.engine.inside.commands import RoomPlan
from groundup.engine.walls import DROPPED_UID, Wall
from groundup.engine.zygotes import Infrastructure, has_landlock, supported
from groundup.records import GroundupError

START_TIMEOUT_S, ANSWER_TIMEOUT_S, BURIAL_S = 60.0, 60.0, 10.0


class Refused(GroundupError):
    """The porter could not do what it was ordered; `kind` is "full", "leads out" or "refused"."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__("invalid", message)
        self.kind = kind


@dataclass(frozen=True)
class Bounds:
    """What a room may use. `output_kib` is for each of the two outputs of a command."""

    memory_mib: int = 4096
    disk_mib: int = 1024
    output_kib: int = 256
    tasks: int = 512


@dataclass(eq=False)
class Porter:
    wall: Wall
    control: socket.socket
    launcher: subprocess.Popen[bytes]
    folder: str  # of the room, where there are no mounts of its own; "" otherwise
    group: groups.Group | None
    environment: str
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_closed: bool = False

    @property
    def place(self) -> str:
        return self.folder or enclosures.PLACE

    def ask(
        self, header: dict[str, Any], body: bytes = b"", fds: Sequence[int] = ()
    ) -> tuple[dict[str, Any], bytes, list[int]]:
        """Its answer. Raises Refused, and Infrastructure where none comes."""
        try:
            with self.lock:
                orders.send(self.control, header, body, fds)
                answer, content, given = orders.receive(self.control)
        except (OSError, EOFError, ValueError) as error:
            why = self.last_words() or str(error) or type(error).__name__
            self.close()
            raise Infrastructure(f"The room is gone: {why}") from error
        if "failed" in answer:
            raise Refused(answer.get("kind", "refused"), answer["failed"])
        return answer, content, given

    def last_words(self) -> str:
        """What it has said on standard error; it says nothing as long as all is well."""
        errors = self.launcher.stderr
        if errors is None or errors.closed:
            return ""
        os.set_blocking(errors.fileno(), False)
        return (errors.read(2000) or b"").decode(errors="replace").strip()

    def close(self) -> None:
        """End everything in it. May be called twice, from any thread."""
        with self.lock:
            if self.is_closed:
                return
            self.is_closed = True
        self.control.close()
        try:
            self.launcher.wait(BURIAL_S)  # it goes by itself when the other end of its orders is gone
        except subprocess.TimeoutExpired:
            self.launcher.kill()
            self.launcher.wait()
        if self.launcher.stderr is not None:
            self.launcher.stderr.close()
        if self.group is not None:
            self.group.close()
        if self.folder:
            places.remove(self.folder)


def start(wall: Wall, view: View, bounds: Bounds, owner: int | None = None) -> Porter:
    """A porter that has its room in order. Infrastructure if that fails here.

    `owner`: of what is shown. Where groundup runs as root, the room is that user's instead of nobody's,
    because others may not be allowed to read it.
    """
    uid = DROPPED_UID if owner is None else owner
    ours, theirs = socket.socketpair()
    ours.settimeout(START_TIMEOUT_S)
    folder = "" if wall.namespaces else tempfile.mkdtemp(prefix="groundup-project-")
    if folder and wall.drop:
        os.chown(folder, uid, uid)
    group = groups.open_group("room") if supported() else None
    try:
        launcher = _launch(wall, view, theirs, group, uid)
    except OSError as error:
        ours.close()
        if folder:
            os.rmdir(folder)
        if group is not None:
            group.close()
        raise Infrastructure(f"{wall.name}: {error}") from error
    environment = enclosures.ENVIRONMENT if wall.namespaces and view.environment else view.environment
    porter = Porter(wall, ours, launcher, folder, group, environment)
    _await_ready(porter, _first_order(porter, view, bounds, uid))
    return porter


def _launch(
    wall: Wall, view: View, control: socket.socket, group: groups.Group | None, uid: int
) -> subprocess.Popen[bytes]:
    with control, enclosures.command(wall, view, control.fileno(), uid) as (command, fds):
        return subprocess.Popen(
            group.entering(command) if group else command,
            env={},
            pass_fds=[control.fileno(), *fds],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            cwd="/",
        )


def _first_order(porter: Porter, view: View, bounds: Bounds, uid: int) -> dict[str, Any]:
    wall = porter.wall
    plan = RoomPlan(
        namespaces=wall.namespaces,
        landlock=supported() and has_landlock(),
        seccomp=enclosures.system_calls(),
        place=porter.place,
        reads=enclosures.readable(wall, view),
        writes=enclosures.writable(wall, porter.place),
        disk_mib=bounds.disk_mib,
        memory_mib=bounds.memory_mib,
        tasks=bounds.tasks if wall.namespaces or wall.drop else None,
    )
    return {
        "plan": {**asdict(plan), "seccomp": plan.seccomp.hex()},
        "drop_to": uid if wall.drop else None,
        "mount_proc": wall.namespaces and not wall.in_userns,
        "takes_tmp": enclosures.takes_tmp(wall),
    }


def _await_ready(porter: Porter, order: dict[str, Any]) -> None:
    """Infrastructure, with what it said, unless its room is in order."""
    why = ""
    try:
        orders.send(porter.control, order)
        answer, _, _ = orders.receive(porter.control)
        why = answer.get("failed", "")
        if "ready" in answer:
            porter.control.settimeout(ANSWER_TIMEOUT_S)
            return
    except (OSError, EOFError) as error:
        why = str(error)
    with contextlib.suppress(subprocess.TimeoutExpired):
        porter.launcher.wait(0.5)
    why = porter.last_words() or why
    porter.close()
    raise Infrastructure(f"{porter.wall.name}: {why}")
