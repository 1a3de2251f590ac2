"""The fork server: imports done once, one thread, a fork for each order.

Promises: it reads orders from the supervisor alone and nothing that a child wrote; each child is forked
into a pid namespace of its own where that is possible; when the supervisor goes, it goes, and with it every
child. It never sees a learner's source, so nothing can leak from one submission into the next.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Any, NoReturn

from . import kernel
from .lockdown import MOST_DESCRIPTORS, Plan
from .settling import settle

LONGEST_ORDER = 2**20


def main(control_fd: int) -> None:
    """Entry point: the first order says how to live, each later one asks for a child."""
    control = socket.socket(fileno=control_fd)
    order = json.loads(control.recv(LONGEST_ORDER))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    plan = Plan(**{**order["plan"], "seccomp": bytes.fromhex(order["plan"]["seccomp"])})
    sys.path[:] = order["path"]
    begun = time.monotonic()
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_DESCRIPTORS, MOST_DESCRIPTORS))
        settle(order["drop_to"], plan.namespaces, order["mount_proc"])
        # Only now: the process that was forked here waits for the other one, and needs no NumPy.
        from . import profiles
        from .child import live

        profiles.warm(order["profile"], order["modules"])
        if profiles.thread_count() != 1:
            raise RuntimeError(f"{profiles.thread_count()} threads before the first fork")
    except Exception as error:  # the supervisor decides what a failed start means
        _tell(control, {"failed": f"{type(error).__name__}: {error}"})
        raise SystemExit(1) from None
    _tell(control, {"ready": time.monotonic() - begun})
    _ForkServer(control, plan, live).serve()


def _tell(control: socket.socket, notice: dict[str, Any]) -> None:
    """Notices are a courtesy: a supervisor that does not read must not stop the fork server."""
    with contextlib.suppress(BlockingIOError, BrokenPipeError, ConnectionResetError):
        control.send(json.dumps(notice).encode(), socket.MSG_DONTWAIT)


class _ForkServer:
    def __init__(
        self, control: socket.socket, plan: Plan, live: Callable[[int, int, Plan, str], NoReturn]
    ) -> None:
        self.control = control
        self.plan = plan
        self.live = live
        self.children: dict[int, int] = {}  # pid -> number of the order
        self.home = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC) if plan.namespaces else -1
        self.woken, wake = os.pipe()
        for fd in (self.woken, wake):
            os.set_blocking(fd, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        waiting = select.poll()
        waiting.register(self.control, select.POLLIN)
        waiting.register(self.woken, select.POLLIN)
        while True:
            for fd, _ in waiting.poll():
                if fd == self.woken:
                    os.read(self.woken, 4096)
                    self._bury()
                elif not self._obey():
                    return

    def _obey(self) -> bool:
        text, fds, _, _ = socket.recv_fds(self.control, LONGEST_ORDER, 2)
        if not text:
            return False  # the supervisor is gone
        order = json.loads(text)
        try:
            self._fork(order, *fds)
        except OSError as error:
            _tell(self.control, {"refused": order["spawn"], "why": str(error)})
        for fd in fds:
            os.close(fd)
        return True

    def _fork(self, order: dict[str, Any], data_fd: int, output_fd: int) -> None:
        if self.plan.namespaces:
            kernel.unshare(kernel.CLONE_NEWPID)
        try:
            pid = os.fork()
            if pid == 0:
                signal.set_wakeup_fd(-1)
                self.live(data_fd, output_fd, self.plan, order["place"])
            self.children[pid] = order["spawn"]
        finally:
            if self.plan.namespaces:
                kernel.setns(self.home, kernel.CLONE_NEWPID)

    def _bury(self) -> None:
        while True:
            try:
                pid, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            number = self.children.pop(pid, None)
            if number is not None:
                cpu_ms = 1000 * (used.ru_utime + used.ru_stime)
                code = os.waitstatus_to_exitcode(status)
                _tell(self.control, {"gone": number, "code": code, "cpu_ms": cpu_ms})
