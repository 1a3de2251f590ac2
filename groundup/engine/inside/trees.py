"""The processes below one of them, and the memory that they hold together, read from /proc.

Not counted twice or at all: pages of files and shared memory. Where there is no /proc, nothing is found.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal


def below(top: int) -> list[int]:
    """Every process that descends from `top`, itself not among them."""
    inner = _children()
    found, waiting = [], [top]
    while waiting:
        some = inner.get(waiting.pop(), [])
        found += some
        waiting += some
    return found


def children(parent: int) -> list[int]:
    """Those that it started itself, or that came to it."""
    return _children().get(parent, [])


def memory(pids: list[int]) -> int:
    """Bytes of their own that these processes hold now."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError, ValueError), open(f"/proc/{pid}/statm") as file:
            pages = file.read().split()
            total += int(pages[1]) - int(pages[2])  # resident, without what is shared
    return total * resource.getpagesize()


def end_all_below(top: int) -> None:
    """Kill them until none is left: for where no pid namespace does it."""
    for _ in range(100):
        found = below(top)
        if not found:
            return
        for pid in found:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def _children() -> dict[int, list[int]]:
    inner: dict[int, list[int]] = {}
    for name in _numbers():
        parent = _parent(name)
        if parent is not None:
            inner.setdefault(parent, []).append(int(name))
    return inner


def _numbers() -> list[str]:
    try:
        return [name for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return []


def _parent(name: str) -> int | None:
    try:
        with open(f"/proc/{name}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[1])
    except (OSError, IndexError, ValueError):
        return None
