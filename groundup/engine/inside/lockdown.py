"""What a child does to itself between its fork and its hello.

Promises: own mounts with a size and inode limit (where the fork server may make them), limits, no
capabilities, no way to new privileges, Landlock, and last the system call filter. A layer that the plan
demands and the kernel refuses raises: the child then never says hello, and nothing runs.
"""

from __future__ import annotations

import os
import resource
import signal
import struct
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache

from . import kernel, landlock

IS_LINUX = sys.platform == "linux"
OWN_PLACE = "/scratch"
OWN_PID_MARK = struct.pack("<I", 0x7E57C0DE)  # stands for the child's own pid in the filter
SMALL_MOUNT = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
MOST_THREADS = 96
MOST_DESCRIPTORS = 512  # of the fork server; a child closes all of them


@dataclass(frozen=True)
class Plan:
    """Which layers a child puts on. Written outside, read here once at the start of the fork server.

    `place`: where a child may write; `reads`: where it may read; `spare_tasks`: tasks that the user runs
    already, where they count against the limit of a child.
    """

    namespaces: bool
    landlock: bool
    seccomp: bytes
    reads: list[str] = field(default_factory=list)
    place: str = OWN_PLACE
    disk_mib: int = 16
    spare_tasks: int | None = 0


def lock_down(plan: Plan, place: str) -> None:
    if os.getsid(0) != os.getpid():
        os.setsid()
    if plan.namespaces:
        _own_mounts(plan)
    os.chdir(place)
    os.environ["HOME"] = os.environ["TMPDIR"] = place
    tempfile.tempdir = None
    os.umask(0o077)
    _limit(plan)
    if IS_LINUX:
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        kernel.drop_capabilities(bounding_set())
    if plan.landlock:
        own_memory = ["/dev/shm"] if plan.namespaces else []
        landlock.restrict(plan.reads, [place, "/dev/null", *own_memory])
    if plan.seccomp:
        kernel.install_filter(plan.seccomp.replace(OWN_PID_MARK, struct.pack("<I", os.getpid())))


@cache
def bounding_set() -> list[int]:
    """Asked once, by the fork server: what it has given up, no child of it can have."""
    return kernel.bounding_set()


def _own_mounts(plan: Plan) -> None:
    """A place to write, shared memory and /proc that belong to this child alone."""
    kernel.unshare(kernel.CLONE_NEWNS | kernel.CLONE_NEWIPC)
    kernel.mount("none", "/", "none", kernel.MS_REC | kernel.MS_SLAVE)
    limits = f"size={plan.disk_mib}m,nr_inodes=2000,mode=700"
    kernel.mount("tmpfs", OWN_PLACE, "tmpfs", SMALL_MOUNT, limits)
    kernel.mount("tmpfs", "/dev/shm", "tmpfs", SMALL_MOUNT, limits)
    try:
        kernel.mount("proc", "/proc", "proc", SMALL_MOUNT, "subset=pid")
    except OSError:  # an older kernel, or one that shows /proc only where all of it was visible before
        kernel.mount("tmpfs", "/proc", "tmpfs", SMALL_MOUNT | kernel.MS_RDONLY, "size=4k,mode=555")


def _limit(plan: Plan) -> None:
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_MEMLOCK, 0)
    _lower(resource.RLIMIT_FSIZE, plan.disk_mib * 2**20)
    _lower(resource.RLIMIT_NOFILE, 256)
    if plan.spare_tasks is not None:
        _lower(resource.RLIMIT_NPROC, plan.spare_tasks + MOST_THREADS)


def limit_use(address_space: int, cpu_s: int) -> None:
    """The limits of one submission: all of its address space in bytes, and processor time from now on."""
    _lower(resource.RLIMIT_AS, address_space)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + cpu_s)


def address_space() -> int:
    """What this process has mapped, in bytes."""
    try:
        with open("/proc/self/statm") as pages:
            return int(pages.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 2 * 2**30


def _lower(limit: int, value: int) -> None:
    hard = resource.getrlimit(limit)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    try:
        resource.setrlimit(limit, (value, value))
    except ValueError:
        if IS_LINUX:
            raise
        # macOS knows some limits by name alone; the probe tells what that means
