"""What a process of ours does first inside the walls: become an ordinary user in namespaces of its own.

Promises: after `settle` the process is not root, owns its user and pid namespace where there are namespaces,
and can have no capability but the two that it needs to lock others in.
"""

from __future__ import annotations

import os
import signal

from . import kernel
from .lockdown import SMALL_MOUNT, bounding_set

NO_ROOT = 1000  # what root, where it stays root outside, is inside: it has no capability there


def settle(drop_to: int | None, namespaces: bool, mount_proc: bool) -> None:
    """Become the user `drop_to` (None: stay), and enter a pid namespace that this user owns."""
    if mount_proc:
        kernel.mount("proc", "/proc", "proc", SMALL_MOUNT)
    if drop_to is not None:
        os.setgroups([])
        os.setresgid(drop_to, drop_to, drop_to)
        os.setresuid(drop_to, drop_to, drop_to)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # or /proc/self/uid_map would belong to root
    if namespaces and drop_to is not None:
        kernel.unshare(kernel.CLONE_NEWUSER)
        itself = f"{drop_to or NO_ROOT} {drop_to} 1"
        for name, text in (("setgroups", "deny"), ("uid_map", itself), ("gid_map", itself)):
            with open(f"/proc/self/{name}", "w") as file:
                file.write(text)
    if namespaces:
        kernel.unshare(kernel.CLONE_NEWPID)
        first = os.fork()
        if first:
            os.waitpid(first, 0)
            os._exit(0)
        kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    needed = (kernel.CAP_SETPCAP, kernel.CAP_SYS_ADMIN)  # to lock a child in, and no more
    kernel.narrow(number for number in kernel.bounding_set() if number not in needed)
    bounding_set()
