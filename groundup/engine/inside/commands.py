"""One command of a room: a first process that locks itself in, starts the program, and buries what it leaves.

Promises: every layer is on before the program is executed; the program's own processes, whoever started them,
end with this first process; it holds nothing that the program could reach but the room. Its report on how the
program ended goes to the porter alone.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import struct
import sys
from dataclasses import dataclass, field
from typing import NoReturn

from . import kernel, landlock, trees
from .lockdown import IS_LINUX, SMALL_MOUNT, bounding_set

NOT_FOUND, NOT_STARTED = 127, 126
LOCKED_OUT = b"locked out: "
PR_SET_CHILD_SUBREAPER = 36
FIRST_TO_GO = "800"  # of 1000: before the porter, when memory runs out
OPEN_FILES = 4096
REPORT = struct.Struct("<i")


@dataclass(frozen=True)
class RoomPlan:
    """Which layers a command puts on, and what it may use. Written outside, read once by the porter."""

    namespaces: bool
    landlock: bool
    seccomp: bytes
    place: str
    reads: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    disk_mib: int = 1024
    memory_mib: int = 4096
    tasks: int | None = 512


def live(plan: RoomPlan, words: list[str], env: dict[str, str], fds: tuple[int, int, int, int]) -> NoReturn:
    """Never returns. `fds`: standard input, output and error, and where the report goes."""
    report = fds[3]
    try:
        _settle_descriptors(fds)
        report = 3
        _lock_in(plan)
        first = os.fork()
    except BaseException as error:
        os.write(report, LOCKED_OUT + str(error).encode(errors="replace")[:500])
        os._exit(1)
    if first == 0:
        _become(words, env, os.path.join(plan.place, "project"))
    _watch(first, report, plan)


def _settle_descriptors(fds: tuple[int, int, int, int]) -> None:
    high = [os.dup(fd) for fd in fds]
    while min(high) <= 3:  # out of the way of where they go
        high = [os.dup(fd) for fd in high]
    for number, fd in enumerate(high):
        os.dup2(fd, number, inheritable=number < 3)
    os.closerange(4, OPEN_FILES)


def _lock_in(plan: RoomPlan) -> None:
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write(FIRST_TO_GO)
    for number in (signal.SIGINT, signal.SIGCHLD, signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(number, signal.SIG_DFL)  # Python ignores some of them, and a program would inherit that
    os.setsid()
    if plan.namespaces:
        kernel.unshare(kernel.CLONE_NEWNS)
        kernel.mount("none", "/", "none", kernel.MS_REC | kernel.MS_SLAVE)
        own_proc(kernel.MS_RDONLY)
    os.umask(0o022)
    _limit(plan)
    if IS_LINUX:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.prctl(PR_SET_CHILD_SUBREAPER, 1)
        kernel.drop_capabilities(bounding_set())
    if plan.landlock:
        landlock.restrict(plan.reads, plan.writes, programs=True)
    if plan.seccomp:
        kernel.install_filter(plan.seccomp)


def own_proc(flags: int = 0) -> None:
    """/proc of this pid namespace, as much of it as the kernel grants."""
    for options in ("", "subset=pid"):
        with contextlib.suppress(OSError):
            kernel.mount("proc", "/proc", "proc", SMALL_MOUNT | flags, options)
            return
    kernel.mount("tmpfs", "/proc", "tmpfs", SMALL_MOUNT | kernel.MS_RDONLY, "size=4k,mode=555")


def _limit(plan: RoomPlan) -> None:
    memory = plan.memory_mib * 2**20
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: plan.disk_mib * 2**20,
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_DATA: memory + 2**30,  # the porter counts what is really used
        resource.RLIMIT_AS: 4 * memory + 2**32,
    }
    if plan.tasks is not None:
        wanted[resource.RLIMIT_NPROC] = plan.tasks
    for limit, value in wanted.items():
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            if IS_LINUX:
                raise


def _become(words: list[str], env: dict[str, str], place: str) -> NoReturn:
    """In the project's folder: what a command has made of it is no fault of ours."""
    try:
        os.chdir(place)
        os.execvpe(words[0], words, env)
    except (FileNotFoundError, NotADirectoryError):
        code, why = NOT_FOUND, "not found"
    except (OSError, ValueError) as error:
        code, why = NOT_STARTED, getattr(error, "strerror", None) or str(error)
    with contextlib.suppress(OSError):
        os.write(2, f"{words[0]}: {why}\n".encode(errors="replace"))
    os._exit(code)


def _watch(first: int, report: int, plan: RoomPlan) -> NoReturn:
    """Bury every process until the program itself has ended; the kernel or `trees` ends the others."""
    if not plan.namespaces:
        signal.signal(signal.SIGTERM, lambda *_: _leave())
    for fd in (0, 1, 2):
        os.close(fd)
    while True:
        pid, status = os.wait()
        if pid == first:
            os.write(report, REPORT.pack(os.waitstatus_to_exitcode(status)))
            break
    if not plan.namespaces:
        _leave()
    os._exit(0)


def _leave() -> NoReturn:
    trees.end_all_below(os.getpid())
    if sys.platform != "linux":
        with contextlib.suppress(OSError):
            os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(0)
