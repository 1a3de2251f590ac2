"""A process of its own for attacks, run by root or by an ordinary user, with an engine inside.

The tests ask it to call functions of their modules: `room.ask(function, *args)`, everything pickled, both
sides ours. As an ordinary user it becomes uid 64001 before the engine is imported. Where interpreter or
checkout stand below a folder that others may not enter (/root), it first opens that folder for itself, in
a mount namespace of its own: nothing outside it changes.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pickle
import pty
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import traceback
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ORDINARY_UID = 64_001
AS_IT_IS = -1
PATIENCE_S = 120.0
MS_BIND = 0x1000
CANARY_NAME, CANARY = "GROUNDUP_CANARY", "canary-8f2c"
SPARE_DESCRIPTORS = 50
MODULE = "tests.engine.room"


class Room:
    """The process, from outside. `terminal` is the master of its controlling terminal."""

    def __init__(self, uid: int = AS_IT_IS) -> None:
        self.home = tempfile.mkdtemp(prefix="room-")
        self.connection, theirs = Pipe()
        self.terminal, slave = pty.openpty()
        fds = (theirs.fileno(), slave)
        self.process = subprocess.Popen(
            [sys.executable, "-m", MODULE, "enter", self.home, str(uid), *map(str, fds)],
            cwd=ROOT,
            env={**os.environ, CANARY_NAME: CANARY, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.DEVNULL,
            pass_fds=fds,
            start_new_session=True,
        )
        theirs.close()
        os.close(slave)

    def ask(self, function: Callable[..., Any], *args: Any) -> Any:
        """What the function gives in there; its exception comes back as a RuntimeError."""
        self.connection.send_bytes(pickle.dumps((function, args)))
        if not self.connection.poll(PATIENCE_S):
            self.process.kill()
            raise TimeoutError(f"{function.__name__} hangs in the room")
        worked, value = pickle.loads(self.connection.recv_bytes())
        if not worked:
            raise RuntimeError(value)
        return value

    @cached_property
    def tier(self) -> str:
        from tests.engine import arena  # here: it imports this module

        return str(self.ask(arena.tier))

    def close(self) -> None:
        self.connection.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=20)
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)
        shutil.rmtree(self.home, ignore_errors=True)


@contextlib.contextmanager
def opened(uid: int = AS_IT_IS) -> Iterator[Room]:
    room = Room(uid)
    try:
        yield room
    finally:
        room.close()


# --- inside the process


def enter(home: str, uid: int, connection_fd: int, terminal_fd: int) -> None:
    """Take the terminal, become the user, and start again as that user."""
    fcntl.ioctl(terminal_fd, termios.TIOCSCTTY, 0)
    os.chmod(home, 0o755)  # what is to be attacked in there must not be saved by its folder
    if os.geteuid() == 0:  # the engine, too, gives root up where there are no namespaces
        open_doors([str(ROOT), sys.prefix, sys.base_prefix, *filter(os.path.isdir, sys.path)])
    if uid != AS_IT_IS:
        os.chown(home, uid, uid)
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    os.chdir(ROOT)
    paths = os.pathsep.join([str(ROOT), *filter(os.path.isdir, sys.path)])
    os.environ.update(HOME=home, TMPDIR=home, PYTHONPATH=paths)
    os.execv(sys.executable, [sys.executable, "-m", MODULE, "serve", str(connection_fd)])


def open_doors(paths: Iterable[str]) -> None:
    """Make the paths reachable for everybody, for this process and what it starts."""
    from groundup.engine.inside import kernel

    closed: dict[str, list[str]] = {}
    for path in dict.fromkeys(way for found in paths for way in (found, os.path.realpath(found))):
        door = next((str(p) for p in reversed(Path(path).parents) if not p.stat().st_mode & 0o001), None)
        if door is not None:
            closed.setdefault(door, []).append(path)
    if not closed:
        return
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("none", "/", "none", kernel.MS_REC | kernel.MS_SLAVE)
    for door, behind in closed.items():
        held = {path: os.open(path, os.O_PATH) for path in sorted(behind)}
        kernel.mount("tmpfs", door, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755,size=1m")
        for path, fd in held.items():
            if not os.path.isdir(path):  # a longer path may be there with a shorter one
                os.makedirs(path)
                kernel.mount(f"/proc/self/fd/{fd}", path, "none", MS_BIND | kernel.MS_REC)
            os.close(fd)


def serve(connection_fd: int) -> None:
    """Answer until the other side goes."""
    kept = [os.open(os.devnull, os.O_RDONLY) for _ in range(SPARE_DESCRIPTORS)]
    for fd in kept:
        os.set_inheritable(fd, True)  # what leaks of them, a child would see
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # the terminal goes first when the tests are stopped
    connection = Connection(connection_fd)
    try:
        while True:
            function, args = pickle.loads(connection.recv_bytes())
            connection.send_bytes(pickle.dumps(_answer(function, args)))
    except (EOFError, OSError):
        pass
    finally:
        from tests.engine import arena  # here: it imports this module

        arena.close()


def _answer(function: Callable[..., Any], args: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, function(*args)
    except BaseException:  # told to the test, which fails with it
        return False, traceback.format_exc()


if __name__ == "__main__":
    if sys.argv[1] == "enter":
        enter(sys.argv[2], *map(int, sys.argv[3:]))
    else:
        serve(int(sys.argv[2]))
