"""The supervisor's side of a fork server: start it, order children, see it die.

Promises: a child counts only after a hello that the kernel vouches for (credentials), and is held by a
pidfd from then on, so a kill never meets another process; a fork server that does not answer is given up.
Not here: what is said to a child (conversation.py).
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import platform
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from groundup.engine import groups, places, walls
from groundup.engine.inside.child import HELLO
from groundup.engine.inside.lockdown import OWN_PLACE, Plan
from groundup.engine.seccomp import child_filter
from groundup.engine.syscalls import ARCHITECTURES
from groundup.engine.walls import Wall

START_TIMEOUT_S = {"core": 20.0, "sci": 60.0, "torch": 120.0}
HELLO_TIMEOUT_S = 8.0
NOTICE_TIMEOUT_S = 0.5
BURIAL_TIMEOUT_S = 0.5
LONGEST_NOTICE = 65_536


class Infrastructure(Exception):
    """Our side failed: no fault of the code that was to run."""


@dataclass(eq=False)
class Child:
    """A process that waits for its one conversation. `number` is that of the order."""

    number: int
    zygote: Zygote
    connection: socket.socket
    output: int
    place: str
    pidfd: int = -1
    pid: int = -1
    closed: bool = False
    is_met: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)

    def meet(self) -> None:
        """Greet it, once, whichever thread comes first. Raises as `greet` does."""
        with self.lock:
            if not self.is_met:
                self.greet()
            self.is_met = True

    def greet(self) -> None:
        """Wait for the hello; Infrastructure if it does not come."""
        if not _readable(self.connection, HELLO_TIMEOUT_S):
            raise Infrastructure("A child did not say hello in time.")
        room = socket.CMSG_SPACE(struct.calcsize("3i"))
        text, ancillary, _, _ = self.connection.recvmsg(len(HELLO), room)
        credentials = [c for level, kind, c in ancillary if kind == socket.SCM_CREDENTIALS]
        if text != HELLO or not credentials:
            raise Infrastructure(f"A child could not lock itself in: {self.last_words()}")
        self.pid = struct.unpack("3i", credentials[0])[0]
        try:
            self.pidfd = os.pidfd_open(self.pid)
        except OSError as error:
            raise Infrastructure(f"A child was gone before its first task: {error}") from error
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
        self.connection.setblocking(False)
        os.set_blocking(self.output, False)

    def last_words(self) -> str:
        os.set_blocking(self.output, False)
        with contextlib.suppress(BlockingIOError):
            return os.read(self.output, 1000).decode(errors="replace").strip()
        return "it said nothing"

    def signal(self, number: int) -> None:
        if self.pidfd >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfd, number)

    def close(self) -> None:
        """Kill it and all that it started, and let go of it. May be called twice."""
        with self.lock:
            if self.closed:
                return
            self.closed = True
        self.connection.close()  # a child that waits for us goes by itself, without holding up our threads
        self.signal(signal.SIGKILL)
        if self.place != OWN_PLACE:
            self._bury()
            places.remove(self.place)
        if self.pidfd >= 0:
            os.close(self.pidfd)
        os.close(self.output)

    def _bury(self) -> None:
        """Wait until it is dead: until then it may still write."""
        if self.pidfd >= 0:
            waiting = select.poll()
            waiting.register(self.pidfd, select.POLLIN)
            waiting.poll(1000 * BURIAL_TIMEOUT_S)


@dataclass(eq=False)
class Zygote:
    """A running fork server. Thread-safe."""

    profile: str
    wall: Wall
    control: socket.socket
    launcher: subprocess.Popen[bytes]
    folder: str  # where children write, where there are no mounts of their own; "" otherwise
    group: groups.Group | None = None
    numbers: itertools.count[int] = field(default_factory=itertools.count)
    notices: dict[int, dict[str, Any]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_dead: bool = False

    def spawn(self) -> Child:
        """Order a child; it locks itself in while the caller does something else."""
        self._collect()
        number = next(self.numbers)
        place = self._place(number)
        ours, theirs = socket.socketpair()
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        output, their_output = os.pipe()
        order = json.dumps({"spawn": number, "place": place}).encode()
        child = Child(number, self, ours, output, place)
        try:
            with self.lock:
                socket.send_fds(self.control, [order], [theirs.fileno(), their_output])
        except OSError as error:
            self.is_dead = True
            child.close()
            raise Infrastructure(f"The fork server for {self.profile!r} is gone.") from error
        finally:
            theirs.close()
            os.close(their_output)
        return child

    def _place(self, number: int) -> str:
        if not self.folder:
            return OWN_PLACE
        place = os.path.join(self.folder, str(number))
        os.mkdir(place, 0o700)
        if self.wall.drop:
            os.chown(place, walls.DROPPED_UID, walls.DROPPED_UID)
        return place

    def end_of(self, number: int) -> dict[str, Any] | None:
        """How a child ended: {"code": exit status or minus signal, "cpu_ms"}; None if not known in time."""
        deadline = time.monotonic() + NOTICE_TIMEOUT_S
        while number not in self.notices and not self.is_dead:
            if not _readable(self.control, deadline - time.monotonic()):
                break
            self._collect()
        return self.notices.pop(number, None)

    def _collect(self) -> None:
        """Read what the fork server has to say, so that its notices never pile up."""
        with self.lock:
            while True:
                try:
                    text = self.control.recv(LONGEST_NOTICE, socket.MSG_DONTWAIT)
                except BlockingIOError:
                    break
                except OSError:
                    text = b""
                if not text:
                    self.is_dead = True
                    break
                notice = json.loads(text)
                if "gone" in notice:
                    self.notices[notice["gone"]] = notice
        while len(self.notices) > 256:
            self.notices.pop(next(iter(self.notices)))

    def check_alive(self) -> bool:
        self._collect()
        return not self.is_dead

    def close(self) -> None:
        self.is_dead = True
        self.control.close()
        self.launcher.kill()  # bubblewrap takes everything inside with it
        self.launcher.wait()
        if self.group is not None:
            self.group.close()
        if self.folder:
            places.remove(self.folder)


def start(profile: str, wall: Wall) -> Zygote:
    """Start a fork server behind `wall`, and wait until it is warm. Infrastructure if that fails.

    To be called from a thread that lives as long as the fork server: it dies with its starter.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    folder = "" if wall.namespaces else tempfile.mkdtemp(prefix="groundup-")
    if folder and wall.drop:
        os.chown(folder, walls.DROPPED_UID, walls.DROPPED_UID)
    group = groups.open_group(profile)
    try:
        launcher = _launch(profile, wall, theirs, folder, group)
    except OSError as error:
        ours.close()
        if folder:
            os.rmdir(folder)
        if group is not None:
            group.close()
        raise Infrastructure(f"{wall.name}: {error}") from error
    zygote = Zygote(profile, wall, ours, launcher, folder, group)
    try:
        with contextlib.suppress(ConnectionError):  # it ended at once; what it said tells why
            ours.send(json.dumps(_first_order(profile, wall)).encode())
        _await_ready(zygote, START_TIMEOUT_S[walls.base(profile)])
    except (Infrastructure, OSError) as error:
        zygote.close()
        raise Infrastructure(f"{wall.name}: {error}") from error
    return zygote


def _launch(
    profile: str, wall: Wall, control: socket.socket, folder: str, group: groups.Group | None
) -> subprocess.Popen[bytes]:
    with control:
        command = walls.command(wall, profile, control.fileno())
        return subprocess.Popen(
            group.entering(command) if group else command,
            env={} if wall.namespaces else walls.environment(folder),
            pass_fds=[control.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            cwd="/",
        )


def _first_order(profile: str, wall: Wall) -> dict[str, Any]:
    machine = platform.machine()
    plan = Plan(
        namespaces=wall.namespaces,
        landlock=has_landlock(),
        seccomp=child_filter(machine) if machine in ARCHITECTURES else b"",
        reads=walls.readable(wall, profile),
        spare_tasks=0 if wall.namespaces or wall.drop else None,
    )
    return {
        "profile": walls.base(profile),
        "modules": walls.further_modules(profile),
        "plan": {**asdict(plan), "seccomp": plan.seccomp.hex()},
        "path": walls.module_paths(profile),
        "drop_to": walls.DROPPED_UID if wall.drop else None,
        "mount_proc": wall.namespaces and not wall.in_userns,
    }


def has_landlock() -> bool:
    from groundup.engine.inside import landlock  # only here: the module needs Linux

    return landlock.version() > 0


def _await_ready(zygote: Zygote, timeout_s: float) -> None:
    said = b""
    if _readable(zygote.control, timeout_s):
        with contextlib.suppress(ConnectionError):
            said = zygote.control.recv(LONGEST_NOTICE)
    answer = json.loads(said) if said else {}
    errors = zygote.launcher.stderr
    assert errors is not None  # it was started with a pipe
    with errors:
        if "ready" not in answer:
            zygote.launcher.kill()
            words = errors.read(2000).decode(errors="replace").strip()
            raise Infrastructure(answer.get("failed") or words or f"no answer in {timeout_s:.0f} s")


def _readable(connection: socket.socket, timeout_s: float) -> bool:
    if connection.fileno() < 0:
        return False  # another thread has given this fork server up
    waiting = select.poll()
    waiting.register(connection, select.POLLIN)
    return bool(waiting.poll(max(0.0, 1000 * timeout_s)))


def supported() -> bool:
    """Whether this system has what the fork server needs."""
    return sys.platform == "linux"
