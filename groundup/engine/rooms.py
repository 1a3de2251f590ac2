"""Rooms: a project's files and environment behind walls, where its own commands run.

Promises: a command reaches the room, the system's programs and loopback; no file, process, network or
environment of this machine. Disk, memory, tasks, output and time are bounded, and with the command everything
ends that it started. What is read back is a plain file of the project and never what a link points to. A room
keeps what its commands change until it is closed; then nothing is left.
Not promised: that two commands of one room are safe from each other, or that what a project says is true.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import shlex
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from groundup.engine import places, tiers
from groundup.engine.inside import orders
from groundup.engine.outputs import Outputs
from groundup.engine.porters import Bounds, Porter, Refused
from groundup.engine.services import Service
from groundup.engine.tiers import Layer
from groundup.engine.zygotes import Infrastructure
from groundup.records import GroundupError, Ran, RunStatus

RUN_S = 300.0
GRACE_S = 15.0  # beyond a command's own time, for the porter to say how it ended
DISK_LOOK_S = 0.2
PATH = "/usr/local/bin:/usr/bin:/bin"
LARGEST_READ = 64 * 2**20
VARIABLES = {
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONUNBUFFERED": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "TZ": "UTC",
}


@dataclass(eq=False)
class Started:
    """A command under way. `status` tells how it ended, once."""

    number: int
    outputs: Outputs
    status: int
    ends_at: float


@dataclass(frozen=True)
class Talk:
    """A running program: where to write to it, and where to read from it."""

    stdin: int
    stdout: int


class Room:
    """A working copy that commands change; see groundup.audit.inspection. Thread-safe."""

    def __init__(self, porter: Porter, bounds: Bounds, findings: Mapping[str, bool]) -> None:
        self._porter, self._bounds, self._findings = porter, bounds, findings
        self._numbers = 0
        self._lock = threading.Lock()

    @property
    def tier(self) -> str:
        """As `Engine.tier`: "A" all layers, "B" no namespaces, "C" weaker, "D" no isolation."""
        return tiers.tier(self._findings)

    @property
    def layers(self) -> list[Layer]:
        """Each layer: whether it holds here, found out by trying, and what its absence means."""
        return tiers.layers(self._findings)

    @property
    def top(self) -> str:
        """The project's folder, as its commands see it."""
        return os.path.join(self._porter.place, "project")

    def shown_at(self, there: str, here: str) -> str:
        """Where commands see a folder of this machine that the room was opened with."""
        return there if self._porter.wall.namespaces else here

    # --- commands

    def run(self, command: str, *, wall_s: float = RUN_S, env: Mapping[str, str] | None = None) -> Ran:
        """Run one command line, split as a shell splits words but by no shell. Never raises."""
        try:
            words = words_of(command)
        except ValueError as error:
            return Ran("error", 127, stderr=f"{command}: {error}")
        return self.run_words(words, wall_s=wall_s, env=env)

    def run_words(
        self, words: list[str], *, wall_s: float = RUN_S, env: Mapping[str, str] | None = None
    ) -> Ran:
        began = time.monotonic()
        try:
            started = self._start(words, wall_s, env)
        except (Infrastructure, Refused) as error:
            return Ran("crashed", None, stderr=str(error), wall_s=time.monotonic() - began, ours=True)
        try:
            return self._ran(started, self._ended(started), time.monotonic() - began)
        finally:
            self._let_go(started)

    @contextlib.contextmanager
    def serve(
        self, command: str, port: int, *, env: Mapping[str, str] | None = None, wall_s: float = 3600.0
    ) -> Iterator[Service]:
        """Start a server and end it with all its children. The caller waits until it answers."""
        try:
            started = self._start(words_of(command), wall_s, env)
        except ValueError as error:
            raise GroundupError("invalid", f"The command {command!r} cannot be read: {error}.") from None
        except (Infrastructure, Refused) as error:
            raise GroundupError("environment", str(error)) from error
        listener = threading.Thread(target=self._ended, args=(started,), name="room service", daemon=True)
        listener.start()
        try:
            yield Service(self._porter, port, started.outputs)
        finally:
            self._order_end(started, "closed")
            listener.join(GRACE_S)
            self._let_go(started)

    @contextlib.contextmanager
    def talk(
        self, words: list[str], *, env: Mapping[str, str] | None = None, wall_s: float = RUN_S
    ) -> Iterator[Talk]:
        """A program that is written to and read from while it runs, and ended afterwards. What it says on
        standard error is left out. Raises GroundupError("environment")."""
        theirs_in, ours_in = os.pipe()
        ours_out, theirs_out = os.pipe()
        try:
            started = self._start(words, wall_s, env, theirs_in, theirs_out)
        except (Infrastructure, Refused) as error:
            os.close(ours_in)
            os.close(ours_out)
            raise GroundupError("environment", str(error)) from error
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        try:
            yield Talk(ours_in, ours_out)
        finally:
            os.close(ours_in)
            os.close(ours_out)
            self._order_end(started, "closed")
            self._ended(started)
            self._let_go(started)

    def _start(
        self,
        words: list[str],
        wall_s: float,
        env: Mapping[str, str] | None,
        stdin: int = -1,
        stdout: int = -1,
    ) -> Started:
        with self._lock:
            self._numbers += 1
            number = self._numbers
        out, their_out = os.pipe()
        err, their_err = os.pipe()
        status, their_status = os.pipe()
        nothing = os.open(os.devnull, os.O_RDONLY)
        given = [
            stdin if stdin >= 0 else nothing,
            stdout if stdout >= 0 else their_out,
            their_err,
            their_status,
        ]
        order = {"do": "start", "number": number, "words": words, "env": self._env(env), "wall_s": wall_s}
        started = Started(
            number, Outputs(out, err, self._bounds.output_kib * 1024), status, time.monotonic() + wall_s
        )
        try:
            self._porter.ask(order, fds=given)
        except (Infrastructure, Refused):
            self._let_go(started)
            raise
        finally:
            for fd in (nothing, their_out, their_err, their_status):
                os.close(fd)
        return started

    def _env(self, more: Mapping[str, str] | None) -> dict[str, str]:
        place, environment = self._porter.place, self._porter.environment
        own = [os.path.join(environment, "bin")] if environment else []
        path = os.pathsep.join([*own, PATH])
        home, temporary = os.path.join(place, "home"), os.path.join(place, "tmp")
        fixed = {"PATH": path, "HOME": home, "TMPDIR": temporary, "USER": "learner"}
        return {**VARIABLES, **fixed, **({"VIRTUAL_ENV": environment} if environment else {}), **(more or {})}

    def _ended(self, started: Started) -> dict[str, Any]:
        """Take in its output until the porter says how it ended; {} where it does not say."""
        said = b""
        looked = time.monotonic()
        waiting = select.poll()
        waiting.register(started.status, select.POLLIN)
        for fd in started.outputs.open_fds:
            waiting.register(fd, select.POLLIN)
        while True:
            now = time.monotonic()
            if now > started.ends_at + GRACE_S:
                return {}
            for fd, _ in waiting.poll(1000 * DISK_LOOK_S):
                if fd != started.status:
                    if not started.outputs.take(fd):
                        waiting.unregister(fd)
                    continue
                part = os.read(fd, 65536)
                said += part
                if not part:
                    started.outputs.take_the_rest()
                    return dict(json.loads(said)) if said else {}
            if self._porter.folder and now > looked + DISK_LOOK_S:
                looked = now
                self._watch_disk(started)

    def _watch_disk(self, started: Started) -> None:
        if places.exceeds(self._porter.folder, self._bounds.disk_mib * 2**20):
            self._order_end(started, "output")

    def _order_end(self, started: Started, why: str) -> None:
        with contextlib.suppress(Infrastructure, Refused):
            self._porter.ask({"do": "end", "number": started.number, "why": why})

    def _let_go(self, started: Started) -> None:
        started.outputs.close()
        if started.status >= 0:
            os.close(started.status)
            started.status = -1

    def _ran(self, started: Started, how: dict[str, Any], wall_s: float) -> Ran:
        stdout, stderr = started.outputs.texts()
        if not how or how["locked_out"]:
            self._order_end(started, "lost")
            why = how.get("locked_out") or "the room does not say how the command ended"
            return Ran("crashed", None, stdout, f"{stderr}{why}", wall_s, ours=True)
        code, ended = how["code"], how["ended"]
        peak_mib = how["peak"] / 2**20
        if ended and code is None:
            status: RunStatus = ended if ended in ("timeout", "memory", "output") else "crashed"
            return Ran(status, None, stdout, stderr, how["wall_s"], peak_mib)
        status = "ok" if code == 0 else "crashed" if code is None or code < 0 else "error"
        return Ran(status, code, stdout, stderr, how["wall_s"], peak_mib)

    # --- files

    def write(self, path: str, content: bytes) -> None:
        """Put a file there, with the folders above it; one that begins with "#!" may be executed.

        Raises ValueError on a path that leads out, and GroundupError("invalid") where it does not fit or
        something stands in its way.
        """
        try:
            if len(content) > min(orders.LARGEST_BODY, self._bounds.disk_mib * 2**20):
                raise Refused("full", "it is larger than the room")
            self._file({"do": "write", "path": path}, content)
        except Refused as error:
            if error.kind == "full":
                message = f"The files need more than the {self._bounds.disk_mib} MiB that a room has."
                raise GroundupError("invalid", message) from error
            raise GroundupError("invalid", f"{path} cannot be written in the room: {error}.") from error

    def read(self, path: str) -> bytes | None:
        """A plain file's content, None where there is none: never through a link. Raises ValueError on a path
        that leads out, GroundupError("invalid") on a file of more than 64 MiB."""
        answer, content = self._file({"do": "read", "path": path, "most": LARGEST_READ})
        if "size" in answer:
            size = answer["size"] / 2**20
            raise GroundupError("invalid", f"{path} has {size:.0f} MiB; at most 64 MiB of a file are read.")
        return content if answer["found"] else None

    def remove(self, path: str) -> None:
        """Take a file away, if it is there."""
        self._file({"do": "remove", "path": path})

    def paths(self) -> tuple[str, ...]:
        """Every plain file there is now, sorted; without .git."""
        _, listing = self._file({"do": "paths"})
        return tuple(listing.decode().split("\0")) if listing else ()

    def _file(self, order: dict[str, Any], body: bytes = b"") -> tuple[dict[str, Any], bytes]:
        try:
            answer, content, _ = self._porter.ask(order, body)
            return answer, content
        except Refused as error:
            if error.kind == "leads out":
                raise ValueError(str(error)) from error
            raise
        except Infrastructure as error:
            raise GroundupError("environment", str(error)) from error


def words_of(command: str) -> list[str]:
    """Raises ValueError where it cannot be split, or is empty."""
    words = shlex.split(command)
    if not words:
        raise ValueError("there is no command")
    return words
