"""Systems without the Linux walls: macOS, said honestly.

There is no fork server here. A worker is started ahead for each submission and used once, inside
`sandbox-exec` where that works (tier C), else without isolation (tier D: one's own code on one's own
machine). Memory is not limited. The profile below is written from Apple's documentation of sandbox(7) and
has not been run on a Mac: the probe decides what is reported.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from groundup.engine import places, walls
from groundup.engine.inside.child import HELLO
from groundup.engine.inside.lockdown import Plan
from groundup.engine.walls import Wall
from groundup.engine.zygotes import START_TIMEOUT_S, Child, Infrastructure

START = (
    "import sys, json; fd, paths, *rest = json.loads(sys.argv[1]); sys.path[:] = paths; "
    "from inside.worker import main; sys.path.pop(0); main(fd, *rest)"
)


def candidates() -> list[Wall]:
    """With Apple's sandbox first, where there is one."""
    found = [Wall("sandbox-exec", False, drop=False, in_userns=False)] if shutil.which("sandbox-exec") else []
    return [*found, Wall("plain", False, drop=False, in_userns=False)]


@dataclass(eq=False)
class Worker(Child):
    """A process of its own from the start, instead of a fork."""

    launcher: subprocess.Popen[bytes] | None = None

    def greet(self) -> None:
        ready, _, _ = select.select(
            [self.connection], [], [], START_TIMEOUT_S[walls.base(self.zygote.profile)]
        )
        if not ready or self.connection.recv(len(HELLO)) != HELLO:
            raise Infrastructure(f"A worker did not start: {self.last_words()}")
        self.connection.setblocking(False)
        os.set_blocking(self.output, False)

    def signal(self, number: int) -> None:
        if self.launcher is not None and self.launcher.poll() is None:
            self.launcher.send_signal(number)

    def close(self) -> None:
        was_open = not self.closed
        super().close()
        if was_open and self.launcher is not None:
            self.launcher.wait()


class Workshop:
    """Starts workers on order. Has the face of a Zygote."""

    def __init__(self, profile: str, wall: Wall) -> None:
        self.profile = profile
        self.wall = wall
        self.folder = tempfile.mkdtemp(prefix="groundup-")
        self._numbers = itertools.count()
        self._workers: dict[int, Worker] = {}

    def spawn(self) -> Child:
        number = next(self._numbers)
        place = os.path.join(self.folder, str(number))
        os.mkdir(place, 0o700)
        ours, theirs = socket.socketpair()
        output, their_output = os.pipe()
        with theirs:
            launcher = subprocess.Popen(
                [*self._sandbox(place), *self._python(theirs.fileno(), place)],
                env=walls.environment(place),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=their_output,
                stderr=their_output,
                start_new_session=True,
                cwd=place,
            )
        os.close(their_output)
        worker = Worker(number, self, ours, output, place, launcher=launcher)  # type: ignore[arg-type]
        self._workers = {n: w for n, w in self._workers.items() if not w.closed} | {number: worker}
        return worker

    def _python(self, fd: int, place: str) -> list[str]:
        plan = Plan(namespaces=False, landlock=False, seccomp=b"", place=place, spare_tasks=None)
        paths = [str(walls.INSIDE.parent), *walls.module_paths(self.profile)]
        profile, modules = walls.base(self.profile), walls.further_modules(self.profile)
        argument = json.dumps([fd, paths, profile, modules, {**asdict(plan), "seccomp": ""}])
        return [sys.executable, "-P", "-s", "-S", "-B", "-c", START, argument]

    def _sandbox(self, place: str) -> list[str]:
        if self.wall.name != "sandbox-exec":
            return []
        return ["sandbox-exec", "-p", profile_text(walls.readable(self.wall, self.profile), place)]

    def end_of(self, number: int) -> dict[str, Any] | None:
        launcher = self._workers[number].launcher if number in self._workers else None
        if launcher is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            return {"gone": number, "code": launcher.wait(timeout=0.5)}
        return None

    def check_alive(self) -> bool:
        return True

    def close(self) -> None:
        for worker in self._workers.values():
            worker.close()
        places.remove(self.folder)


def profile_text(readable: list[str], place: str) -> str:
    """Rules for sandbox-exec; the last one that matches holds."""

    def paths(names: Iterable[str]) -> str:
        return " ".join(f"({'subpath' if os.path.isdir(n) else 'literal'} {json.dumps(n)})" for n in names)

    own = os.path.realpath(place)
    return "\n".join(
        [
            "(version 1)",
            "(allow default)",
            "(deny network*)",
            "(deny process-fork)",
            "(deny signal (target others))",
            f"(deny process-exec*) (allow process-exec {paths(walls.interpreter())})",
            f"(deny file-write*) (allow file-write* {paths([own, '/dev/null'])})",
            '(deny file-read* (subpath "/Users") (subpath "/private/etc") (subpath "/private/var"))',
            f"(allow file-read* {paths([*readable, own])})",
            "(allow file-read-metadata)",
        ]
    )
