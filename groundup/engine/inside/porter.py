"""The porter of a room: keeps the project's files, starts commands, ends them, and lets requests in.

Promises: it obeys the engine alone; it holds the walls of the room open as long as the engine holds the other
end, and ends everything with itself; each command has processes of its own and ends at its time or when it
holds too much memory; no name that a project chose leads it out of the project's folder. It never executes
anything of the project itself, and what it connects to is the loopback of the room.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import commands, kernel, orders, trees
from .commands import RoomPlan
from .lockdown import SMALL_MOUNT
from .settling import settle
from .working_copy import TooLarge, WorkingCopy

LOOK_S = 0.1  # between two looks at what the commands hold
SHARED_MIB = 256
PATIENCE_S = 2.0  # for the processes of a command to end
MS_BIND = 0x1000
FOLDERS = {"project": 0o755, "home": 0o755, "tmp": 0o1777}


def main(control_fd: int) -> None:
    """Entry point: the first order says how to live."""
    control = socket.socket(fileno=control_fd)
    order, _, _ = orders.receive(control)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    plan = RoomPlan(**{**order["plan"], "seccomp": bytes.fromhex(order["plan"]["seccomp"])})
    try:
        if sys.platform == "linux":
            settle(order["drop_to"], plan.namespaces, order["mount_proc"])
        _furnish(plan, order["takes_tmp"])
    except OSError as error:
        orders.send(control, {"failed": str(error)})
        raise SystemExit(1) from None
    orders.send(control, {"ready": True})
    _Porter(control, plan).serve()


def _furnish(plan: RoomPlan, takes_tmp: bool) -> None:
    """The disk of the room, with a bound on bytes and on files, and the folders on it."""
    if plan.namespaces:
        kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC)
        kernel.mount("none", "/", "none", kernel.MS_REC | kernel.MS_SLAVE)
        commands.own_proc()  # with the numbers that this process knows the others by
        flags = kernel.MS_NOSUID | kernel.MS_NODEV
        inodes = max(10_000, 50 * plan.disk_mib)
        kernel.mount(
            "tmpfs", plan.place, "tmpfs", flags, f"size={plan.disk_mib}m,nr_inodes={inodes},mode=755"
        )
        kernel.mount(
            "tmpfs", "/dev/shm", "tmpfs", SMALL_MOUNT, f"size={SHARED_MIB}m,nr_inodes=2000,mode=1777"
        )
    for name, mode in FOLDERS.items():
        folder = os.path.join(plan.place, name)
        os.mkdir(folder)
        os.chmod(folder, mode)
    if takes_tmp:
        kernel.mount(os.path.join(plan.place, "tmp"), "/tmp", "none", MS_BIND)


@dataclass(eq=False)
class _Command:
    """A command under way. `ends_at` is on the monotonic clock, `peak` in bytes."""

    number: int
    began: float
    ends_at: float
    told: int  # where the engine hears how it ended
    report: int
    ended: str = ""
    peak: int = 0
    kill_at: float = 0.0  # where no namespace ends what it started


class _Porter:
    def __init__(self, control: socket.socket, plan: RoomPlan) -> None:
        self.control, self.plan = control, plan
        self.copy = WorkingCopy(os.path.join(plan.place, "project"), may_be_linked=plan.namespaces)
        self.running: dict[int, _Command] = {}  # by the process that leads it
        self.home = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC) if plan.namespaces else -1
        self.woken, wake = os.pipe()
        for fd in (self.woken, wake):
            os.set_blocking(fd, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.looked = 0.0
        if not plan.namespaces and sys.platform == "linux":
            kernel.prctl(commands.PR_SET_CHILD_SUBREAPER, 1)  # what outlives its command comes to us

    def serve(self) -> None:
        waiting = select.poll()
        waiting.register(self.control, select.POLLIN)
        waiting.register(self.woken, select.POLLIN)
        while True:
            for fd, _ in waiting.poll(1000 * LOOK_S if self.running else None):
                if fd == self.woken:
                    with contextlib.suppress(BlockingIOError):
                        os.read(self.woken, 4096)
                elif not self._obey():
                    self._end_all()
                    return
            self._bury()
            self._look()

    # --- orders

    def _obey(self) -> bool:
        try:
            order, body, fds = orders.receive(self.control)
        except (EOFError, OSError):
            return False
        answer: dict[str, Any] = {}
        found, given = b"", -1
        try:
            if order["do"] == "start":
                self._start(order, fds)
            elif order["do"] == "end":
                self._end(order["number"], order["why"])
            elif order["do"] == "connect":
                given, answer = self._connected(order["port"])
            else:
                answer, found = self._file(order, body)
        except (OSError, ValueError) as error:
            answer = {"failed": getattr(error, "strerror", None) or str(error), "kind": _kind(error)}
        try:
            orders.send(self.control, answer, found, [given] if given >= 0 else [])
        except OSError:
            return False
        finally:
            for fd in (*fds, given):
                if fd >= 0:
                    os.close(fd)
        return True

    def _file(self, order: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        if order["do"] == "write":
            self.copy.write(order["path"], body)
        elif order["do"] == "remove":
            self.copy.remove(order["path"])
        elif order["do"] == "paths":
            return {}, "\0".join(self.copy.paths()).encode()
        else:
            try:
                content = self.copy.read(order["path"], order["most"])
            except TooLarge as error:
                return {"size": int(str(error))}, b""
            return {"found": content is not None}, content or b""
        return {}, b""

    def _connected(self, port: int) -> tuple[int, dict[str, Any]]:
        """A connection to the loopback of the room, under way: the engine waits for it."""
        link = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        link.setblocking(False)
        code = link.connect_ex(("127.0.0.1", port))
        if code not in (0, errno.EINPROGRESS):
            link.close()
            raise OSError(code, os.strerror(code))
        return link.detach(), {}

    # --- commands

    def _start(self, order: dict[str, Any], fds: list[int]) -> None:
        """`fds`: standard input, output and error, and where to tell how it ended."""
        report, theirs = os.pipe()
        if self.plan.namespaces:
            kernel.unshare(kernel.CLONE_NEWPID)
        try:
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                commands.live(self.plan, order["words"], order["env"], (fds[0], fds[1], fds[2], theirs))
        finally:
            os.close(theirs)
            if self.plan.namespaces:
                kernel.setns(self.home, kernel.CLONE_NEWPID)
        now = time.monotonic()
        told = os.dup(fds[3])
        self.running[pid] = _Command(order["number"], now, now + order["wall_s"], told, report)

    def _end(self, number: int, why: str) -> None:
        for pid, command in self.running.items():
            if command.number == number:
                command.ended = command.ended or why
                self._kill(pid)

    def _kill(self, pid: int) -> None:
        """With namespaces the whole tree, at once; without, its first process is asked to do it."""
        self.running[pid].kill_at = time.monotonic() + PATIENCE_S
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL if self.plan.namespaces else signal.SIGTERM)

    def _end_all(self) -> None:
        for pid in list(self.running):
            self._kill(pid)
        deadline = time.monotonic() + PATIENCE_S
        while self.running and time.monotonic() < deadline:
            self._bury()
            time.sleep(0.005)
        if not self.plan.namespaces:
            trees.end_all_below(os.getpid())

    def _look(self) -> None:
        """End what has had its time, or holds more memory than it may."""
        now = time.monotonic()
        if not self.running or now < self.looked + LOOK_S:
            return
        self.looked = now
        for pid, command in self.running.items():
            below = trees.below(pid)
            held = trees.memory(below)
            command.peak = max(command.peak, held)
            if command.ended:
                if now > command.kill_at:
                    _kill_each([*below, pid])
                continue
            if now > command.ends_at:
                command.ended = "timeout"
            elif held > self.plan.memory_mib * 2**20:
                command.ended = "memory"
            if command.ended:
                self._kill(pid)
        if not self.plan.namespaces:
            _kill_each(pid for pid in trees.children(os.getpid()) if pid not in self.running)

    def _bury(self) -> None:
        while self.running:
            try:
                pid, _, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            command = self.running.pop(pid, None)
            if command is not None:
                self._tell(command, used.ru_maxrss * (1024 if sys.platform == "linux" else 1))

    def _tell(self, command: _Command, largest: int) -> None:
        said = b""
        with contextlib.suppress(OSError):
            said = os.read(command.report, 1000)
        os.close(command.report)
        is_report = len(said) == commands.REPORT.size
        notice = {
            "code": commands.REPORT.unpack(said)[0] if is_report else None,
            "ended": command.ended,
            "locked_out": "" if is_report else said.decode(errors="replace"),
            "peak": max(command.peak, largest),
            "wall_s": time.monotonic() - command.began,
        }
        with contextlib.suppress(OSError):
            os.write(command.told, json.dumps(notice).encode())
        os.close(command.told)


def _kill_each(pids: Iterable[int]) -> None:
    for pid in pids:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def _kind(error: Exception) -> str:
    """What kind of failure it is, as the engine tells them apart."""
    if isinstance(error, ValueError):
        return "leads out"
    return "full" if getattr(error, "errno", 0) in (errno.ENOSPC, errno.EDQUOT) else "refused"
